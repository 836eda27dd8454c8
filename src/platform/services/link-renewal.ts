import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'

/** How a module gives letters of one kind, which have a private link, a new one. */
export interface LinkRenewal {
  /** What `once` of such letters looks like. */
  letters: RegExp
  /**
   * Makes a new link in place of the one that a letter had; null where there is nothing it may open. Gives its token, and
   * paragraphs that say something else now, such as until when the link is good.
   */
  renew: (
    tx: AuditedTransaction,
    letter: { once: string; locale: Locale },
  ) => Promise<{ token: string; paragraphs?: ReadonlyMap<string, string> } | null>
}

/** What `once` of a letter looks like that begins with some of these words and goes on with a number: `invitation 3f…`. */
export const letterAbout = (...words: string[]): RegExp => new RegExp(`^(?:${words.join('|')}) ([0-9a-f-]{36})(?: |$)`)

/** The number of what a letter is about, of one that `letterAbout` knows. */
export const numberIn = (letters: RegExp, once: string): string => letters.exec(once)?.[1] ?? ''
