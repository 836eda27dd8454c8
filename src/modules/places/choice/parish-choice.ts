import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'

/** A parish that can be chosen. */
export interface ParishChoice {
  id: string
  slug: string
  names: Multilingual
}

/** The parishes of a field: all of them, or where those are too many, the ones that fit what was typed. */
export interface ParishChoices {
  isTyped: boolean
  parishes: ParishChoice[]
}

/** Parishes that are offered as a list; where there are more, one is chosen by typing its name. */
export const mostListed = 100

/** How a parish is written where it is typed: several may have one name, so what addresses call it stands behind. */
export const parishLabel = ({ names, slug }: Pick<ParishChoice, 'names' | 'slug'>, locale: Locale): string =>
  `${localise(locale, names).text} (${slug})`

/** The slug in what `parishLabel` wrote; undefined where somebody typed something else. */
export const slugInLabel = (typed: string): string | undefined => /\(([a-z0-9-]{1,80})\)\s*$/.exec(typed)?.[1]

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** The parish that a sent field means: by its id or slug, as it is written, or the only one whose name it is or begins. */
export function chosenParish({ parishes }: ParishChoices, sent: string, locale: Locale): ParishChoice | undefined {
  const wanted = sent.trim()
  if (wanted === '') return undefined
  const named = parishes.find(({ id, slug }) => [id, slug].includes(wanted) || slug === slugInLabel(wanted))
  if (named) return named
  const nameOf = ({ names }: ParishChoice) => plain(localise(locale, names).text)
  const begun = parishes.filter((parish) => nameOf(parish).startsWith(plain(wanted)))
  const same = begun.filter((parish) => nameOf(parish) === plain(wanted))
  const fitting = same.length > 0 ? same : begun
  return fitting.length === 1 ? fitting[0] : undefined
}

/** The body of a form with the ids of the parishes that were typed into these fields; what names none stays as it is. */
export function withParishIds<Value>(
  body: Record<string, Value>,
  fields: readonly string[],
  choices: ParishChoices,
  locale: Locale,
): Record<string, Value | string> {
  if (!choices.isTyped) return body
  const ids = fields.flatMap((field) => {
    const parish = chosenParish(choices, String(body[field] ?? ''), locale)
    return parish ? [[field, parish.id] as const] : []
  })
  return { ...body, ...Object.fromEntries(ids) }
}
