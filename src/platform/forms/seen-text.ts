// Characters that nobody sees, some of which are letters or symbols by their kind; a text of these alone is empty.
const unseen = /[\p{C}\p{Z}\u{34F}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}\u{FE00}-\u{FE0F}]/gu
const breaks: Record<string, string> = { '\r': '\n', '\n': '\n', '\t': '\t', '\v': ' ', '\f': ' ', '\0': '\0' }

// What says nothing wherever it stands, such as places where a line may break, and would make of one name two that look alike.
// Those that join or part letters stay: scripts need them.
const nothing = /[\u{AD}\u{200B}\u{2060}\u{FEFF}]/gu

// What comes along with what is copied from elsewhere.
const around = /[\s\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u

/**
 * A text as people see it: its lines end alike, its letters are written one way, and characters that only steer machines
 * are left out.
 */
export function seenText(text: string): string {
  const plain = trimmed(
    text
      .replaceAll('\r\n', '\n')
      .replace(/\p{Cc}/gu, (mark) => breaks[mark] ?? '')
      .replace(nothing, '')
      .normalize('NFC'),
  )
  return plain.replace(unseen, '') === '' ? '' : plain
}

// Letter by letter: an expression that looks for an end begins anew at each of many such characters in a row.
function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && around.test(text.charAt(start))) start += 1
  while (end > start && around.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** A number, a day or a telephone number as it was meant: without characters that nobody sees, with one dash for all. */
export const seenMarks = (text: string): string => text.replace(/\p{Cf}/gu, '').replace(/\p{Pd}/gu, '-')
