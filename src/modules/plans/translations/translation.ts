import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import {
  confirmTranslation,
  markUnfinished,
  translationState,
  translationStates,
  setTranslation,
  type TranslationState,
} from '#platform/i18n/text.ts'
import { initiativeTexts, type PlanContent, type PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import type { SectionName } from '#modules/plans/plan/plan.ts'
import { rowsOf, textsOf, type RowSection } from '#modules/plans/plan/section-tables.ts'

/** One text of a plan: the record and field it stands in, and the page of the plan where it is written. */
export interface TextInPlan {
  section: SectionName
  /** The one whose page it is on, of sections that have a page for each initiative. */
  initiative: PlannedInitiative | null
  key: string
  row: number
  field: string
  text: Multilingual
}

const hasOwnPages = (section: SectionName) => section === 'initiatives' || section === 'finance'

/** Every text that people wrote into a plan, in the order of its pages. */
export const textsIn = (content: PlanContent): TextInPlan[] => [
  ...content.initiatives.flatMap((initiative) => placed('initiatives', initiative, [initiative], initiativeTexts)),
  ...(Object.keys(textsOf) as RowSection[]).flatMap((section) => {
    const rows = rowsOf[section](content)
    if (!hasOwnPages(section)) return placed(section, null, rows, textsOf[section])
    return content.initiatives.flatMap((initiative) => {
      const own = rows.filter((row) => 'initiativeId' in row && row.initiativeId === initiative.id)
      return placed(section, initiative, own, textsOf[section])
    })
  }),
]

const placed = (
  section: SectionName,
  initiative: PlannedInitiative | null,
  rows: readonly { id: string }[],
  fields: readonly string[],
): TextInPlan[] =>
  rows.flatMap((row, at) =>
    fields.flatMap((field) => {
      const text = (row as Record<string, unknown>)[field] as Multilingual | null
      return text ? [{ section, initiative, key: row.id, row: at + 1, field, text }] : []
    }),
  )

export type TranslationCounts = Record<TranslationState, number>

const countIn = (locale: Locale, texts: readonly { text: Multilingual }[]): TranslationCounts => {
  const counts = Object.fromEntries(translationStates.map((state) => [state, 0])) as TranslationCounts
  for (const { text } of texts) counts[translationState(locale, text)] += 1
  return counts
}

const waiting = ({ missing, draft, outdated }: TranslationCounts) => missing + draft + outdated

export interface TranslationProgress {
  counts: Record<Locale, TranslationCounts>
  waiting: Record<Locale, number>
}

/** How texts stand in each language. */
export function translationProgress(texts: readonly { text: Multilingual }[]): TranslationProgress {
  const counts = Object.fromEntries(locales.map((locale) => [locale, countIn(locale, texts)])) as Record<
    Locale,
    TranslationCounts
  >
  const rest = Object.fromEntries(locales.map((locale) => [locale, waiting(counts[locale])]))
  return { counts, waiting: rest as Record<Locale, number> }
}

export interface TranslatedPage extends TranslationProgress {
  section: SectionName
  initiative: PlannedInitiative | null
}

/** How each page of a plan stands in each language, in the order of the plan. */
export function pagesToTranslate(content: PlanContent): TranslatedPage[] {
  const pages = Map.groupBy(textsIn(content), ({ section, initiative }) => `${section} ${initiative?.id ?? ''}`)
  return [...pages.values()].flatMap((texts) => {
    const [first] = texts
    return first ? [{ section: first.section, initiative: first.initiative, ...translationProgress(texts) }] : []
  })
}

/** What somebody typed as the translation of one text. */
export interface TypedText {
  place: TextInPlan
  locale: Locale
  typed: string
  unfinished: boolean
  /** Said to fit the new wording of the original. */
  right: boolean
}

/** A text with a translation put in. */
export function withTranslation(text: Multilingual, { locale, typed, unfinished, right }: TypedText): Multilingual {
  const marked = markUnfinished(locale, setTranslation(locale, text, typed) ?? text, unfinished)
  return right ? confirmTranslation(locale, marked) : marked
}
