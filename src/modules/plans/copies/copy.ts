import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { type PlanContent, type PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { fieldsOf } from '#modules/plans/sections/schema.ts'
import { rowsOf, type RowSection } from '#modules/plans/plan/section-tables.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'

type Row = Record<string, unknown>

type InitiativeStart = Pick<PlannedInitiative, 'title'> &
  Partial<Omit<PlannedInitiative, 'title' | 'id' | 'version' | 'slug' | 'state' | 'updatedAt' | 'credit'>>

/** An initiative to be begun with what another one says. */
export interface InitiativeCopy {
  input: InitiativeStart
  rows: Partial<Record<RowSection, Row[]>>
}

/** Says a title as that of a copy, in one language. */
export type CopyTitle = (locale: Locale, title: string) => string

const longestTitle = 120

const marked = (title: Multilingual, mark: CopyTitle): Multilingual => ({
  source: title.source,
  ...Object.fromEntries(
    locales.flatMap((locale) => {
      const words = title[locale]
      return words === undefined ? [] : [[locale, mark(locale, words).slice(0, longestTitle)]]
    }),
  ),
})

const rowSections = Object.keys(rowsOf) as RowSection[]

// A row as it is stored or frozen knows more than its form: its place, and an amount that the database works out.
const onlyTyped = (section: RowSection, row: object): Row =>
  Object.fromEntries(fieldsOf(section).flatMap((field) => (field in row ? [[field, (row as Row)[field]]] : [])))

const typedOnly = (rows: Partial<Record<RowSection, readonly object[]>>): InitiativeCopy['rows'] =>
  Object.fromEntries(
    Object.entries(rows).map(([section, own]) => [section, own.map((row) => onlyTyped(section as RowSection, row))]),
  )

/** An initiative with all its rows as it stands in the editor, its title marked as a copy. */
export function copyWithin(initiative: PlannedInitiative, content: PlanContent, mark: CopyTitle): InitiativeCopy {
  const { title, category, summary, description, responsible, startsOn, place, serves, provider } = initiative
  const { risks, sustainability, openToCommunity } = initiative
  const own = (section: RowSection): Row[] =>
    (rowsOf[section](content) as readonly Row[])
      .filter((row) => row['initiativeId'] === initiative.id)
      .map((row) => onlyTyped(section, row))
  return {
    input: {
      title: marked(title, mark),
      ...{ category, summary, description, responsible, startsOn, place, serves, provider },
      ...{ risks, sustainability, openToCommunity },
    },
    rows: Object.fromEntries(rowSections.map((section) => [section, own(section)])),
  }
}

type Frozen = PlanSnapshot['initiatives'][number]

// A version says "nothing" of a field with an empty text, which no row may hold.
const written = (text: Multilingual | null | undefined): Multilingual | null => (text?.[text.source] ? text : null)

const ofInitiative = <T extends { initiative: Multilingual | null }>(rows: readonly T[], { title }: Frozen) =>
  rows
    .filter(({ initiative }) => initiative !== null && initiative[title.source] === title[title.source])
    .map(({ initiative: _, ...row }) => row)

/** An initiative of an earlier version of one's own plan, with all that the version says of it. */
export function copyOfOwn(frozen: Frozen, snapshot: PlanSnapshot): InitiativeCopy {
  const { responsible, startsOn, place } = frozen
  return {
    input: { ...reusableParts(frozen).input, responsible: responsible || null, startsOn, place: written(place) },
    rows: typedOnly({
      'target-groups': groupsOf(frozen),
      actions: frozen.actions ?? [],
      finance: frozen.lines,
      investments: ofInitiative(snapshot.investments, frozen),
      cooperation: ofInitiative(snapshot.cooperations, frozen),
      jobs: ofInitiative(snapshot.jobs, frozen),
    }),
  }
}

const groupsOf = ({ targetGroups }: Frozen): Row[] =>
  targetGroups.map(({ who, size, gain }) => ({ who: written(who), size, gain: written(gain) }))

const unpaid = Object.fromEntries(fundingSources.map((source) => [source, 0]))

/** What a neighbour's initiative can lend: texts, target groups, actions and prices; nobody's names, places, days or money. */
export function reusableParts(frozen: Frozen): InitiativeCopy {
  const { title, category, summary, description, serves, provider, risks, sustainability } = frozen
  return {
    input: {
      ...{ title, category, serves, provider },
      summary: written(summary),
      description: written(description),
      risks: written(risks),
      sustainability: written(sustainability),
    },
    rows: typedOnly({
      'target-groups': groupsOf(frozen).map((row) => ({ ...row, size: null })),
      actions: (frozen.actions ?? []).map((action) => ({ ...action, who: '' })),
      finance: frozen.lines.map((line) => ({ ...line, ...unpaid })),
    }),
  }
}
