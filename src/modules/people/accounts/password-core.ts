/** The same in small letters without accents: few put them into passwords, and none are the safer for it. */
export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What is left without digits, marks and spaces, said once where it is said again and again. */
export function coreOf(text: string): string {
  const letters = text.replace(/[\d\p{P}\p{S}\s]+/gu, '')
  return letters.slice(0, (letters + letters).indexOf(letters, 1))
}

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** The same with letters where digits and marks stand for them; those at both ends stand for nothing. */
export function withLetters(text: string): string {
  const letters = Array.from(text)
  const [first, last] = [letters.findIndex(isLetter), letters.findLastIndex(isLetter)]
  const inner = first < 0 ? [] : letters.slice(first, last + 1)
  return inner.map((mark) => lookAlikes[mark] ?? mark).join('')
}

const isLetter = (mark: string) => /\p{L}/u.test(mark)
