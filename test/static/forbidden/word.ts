/** A word that readers of a language would take for something else, or that another word of the portal stands for. */
export interface ForbiddenWord {
  pattern: RegExp
  why: string
  /** A text of the portal as it once was: the word must be found in it. */
  planted: string
  /** A text that looks like it and is right. */
  innocent?: string
}

/** Words that begin so, whatever their ending and their first letter's case. */
export const stem = (inside: string): RegExp => new RegExp(`(?<!\\p{L})(?:${inside})`, 'iu')

/** These words and no others, in this case. */
export const exactly = (inside: string): RegExp => new RegExp(`(?<!\\p{L})(?:${inside})(?!\\p{L})`, 'u')
