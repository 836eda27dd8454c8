import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { MessagePart, QueuedMessage } from './message.ts'

/** How a module gives letters of one kind, which have a private link, a new one. */
export interface LinkRenewal {
  /** What `once` of such letters looks like. */
  letters: RegExp
  /** Makes a new link in place of the one that a letter had and gives the parts with it; null where there is nothing it may open. */
  renew: (
    tx: AuditedTransaction,
    letter: Pick<QueuedMessage, 'once' | 'locale' | 'parts'>,
  ) => Promise<MessagePart[] | null>
}

// A private link ends with its token; one whose token is not kept any more ends where that was.
const token = /(?<=\/)(?:[\w-]{40,})?$/

const isPrivate = (part: MessagePart): boolean => typeof part === 'object' && 'link' in part && token.test(part.to)

/** Whether a letter has a link that is its reader's alone, or had one. */
export const hasPrivateLink = (parts: readonly MessagePart[]): boolean => parts.some(isPrivate)

/** The same parts with another token in their private links. */
export const withToken = (parts: readonly MessagePart[], newToken: string): MessagePart[] =>
  parts.map((part) =>
    typeof part === 'object' && 'link' in part ? { ...part, to: part.to.replace(token, newToken) } : part,
  )

/** The first words of a letter's `once` and the number that follows them: `invitation 3f…`. */
export const letterAbout = (...words: string[]): RegExp => new RegExp(`^(?:${words.join('|')}) ([0-9a-f-]{36})(?: |$)`)

/** The number of what a letter is about, of one that `letterAbout` knows. */
export const numberIn = (letters: RegExp, once: string): string => letters.exec(once)?.[1] ?? ''

/** `parts` without the tokens of their private links, as SQL. */
export const partsWithoutTokens = `(
  select coalesce(jsonb_agg(case when part->>'to' is null then part
    else part || jsonb_build_object('to', regexp_replace(part->>'to', '/[[:alnum:]_-]{40,}$', '/')) end order by place), '[]')
  from jsonb_array_elements(parts) with ordinality as each (part, place))`
