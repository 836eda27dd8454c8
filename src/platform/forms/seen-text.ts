// Characters that nobody sees, some of which are letters or symbols by their kind; a text of these alone is empty.
const unseen = /[\p{C}\p{Z}\u{34F}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}\u{FE00}-\u{FE0F}]/gu
const breaks: Record<string, string> = { '\r': '\n', '\n': '\n', '\t': '\t', '\v': ' ', '\f': ' ', '\0': '\0' }

/** A text as people see it: its lines end alike, and characters that only steer machines are left out. */
export function seenText(text: string): string {
  const plain = text
    .replaceAll('\r\n', '\n')
    .replace(/\p{Cc}/gu, (mark) => breaks[mark] ?? '')
    .trim()
  return plain.replace(unseen, '') === '' ? '' : plain
}
