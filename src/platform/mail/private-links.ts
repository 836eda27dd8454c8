import type { MessagePart } from './message.ts'

// A private link ends with its token; one whose token is not kept any more ends where that was.
const token = /(?<=\/)(?:[0-9a-f]{40,})?$/

const isPrivate = (part: MessagePart): boolean => typeof part === 'object' && 'link' in part && token.test(part.to)

/** Whether a letter has a link that is its reader's alone, or had one. */
export const hasPrivateLink = (parts: readonly MessagePart[]): boolean => parts.some(isPrivate)

/** The same parts with another token in their private links, and other words for some paragraphs. */
export const withToken = (
  parts: readonly MessagePart[],
  newToken: string,
  paragraphs: ReadonlyMap<string, string>,
): MessagePart[] =>
  parts.map((part) => {
    if (typeof part === 'string') return paragraphs.get(part) ?? part
    return 'link' in part ? { ...part, to: part.to.replace(token, newToken) } : part
  })

/** `parts` without the tokens of their private links, as SQL. */
export const partsWithoutTokens = `(
  select coalesce(jsonb_agg(case when part->>'to' is null then part
    else part || jsonb_build_object('to', regexp_replace(part->>'to', '/[0-9a-f]{40,}$', '/')) end order by place), '[]')
  from jsonb_array_elements(parts) with ordinality as each (part, place))`
