import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { cents } from '#platform/values/money.ts'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import type { TypedRow } from '#modules/plans/sections/row-changes.ts'
import { saveRows } from '#modules/plans/sections/commands.ts'
import { listPlanned, listRows, listSectionStates } from '#modules/plans/plan/section-queries.ts'
import { textsOf, type RowSection } from '#modules/plans/plan/section-tables.ts'
import { usesOf } from '../resources/seed.ts'
import type { DemoPlan, DemoSources } from './schema.ts'

type Told = Record<string, unknown>

/** Fills the sections of a plan, once in each language that its author or a translator wrote in. */
export async function seedSections(db: Db, story: DemoPlan, staff: { id: string }): Promise<void> {
  const plan = await findPlan(db, story.parish)
  if (!plan) return
  const planned = await listPlanned(db, plan.parishId)
  const idOf = (slug: string | undefined) => planned.find((each) => each.slug === slug)?.id ?? null
  const { source } = story.intro

  const rowsOf = (rows: 'targetGroups' | 'actions' | 'investments' | 'jobs') =>
    story.initiatives.flatMap(({ slug, [rows]: told }) => told.map((row) => ({ ...row, initiativeId: idOf(slug) })))
  const save = (section: RowSection, rows: Told[], initiativeId: string | null = null) =>
    saveInEach(db, story.parish, staff, section, rows, initiativeId, source)

  await save('resources', await usesOf(db, story, idOf))
  await save('target-groups', rowsOf('targetGroups'))
  await save('actions', rowsOf('actions'))
  for (const { slug, finance } of story.initiatives) {
    await save(
      'finance',
      finance.map(({ sources, what, ...line }) => ({ ...line, what: { source, [source]: what }, ...paid(sources) })),
      idOf(slug),
    )
  }
  await save('investments', rowsOf('investments'))
  await save(
    'cooperation',
    story.cooperations.map(({ initiative, from, to, ...each }) => ({
      ...each,
      initiativeId: idOf(initiative),
      fromDay: from,
      toDay: to,
    })),
  )
  await save('jobs', rowsOf('jobs'))
}

/** What each source pays of a line, nothing where nothing is told. */
export const paid = ({ erdf, partner, municipality, community, inKind, revenue, other }: DemoSources) => ({
  fromErdf: cents(erdf ?? 0),
  fromPartner: cents(partner ?? 0),
  fromMunicipality: cents(municipality ?? 0),
  fromCommunity: cents(community ?? 0),
  fromInKind: cents(inKind ?? 0),
  fromRevenue: cents(revenue ?? 0),
  fromOther: cents(other ?? 0),
})

async function saveInEach(
  db: Db,
  parish: string,
  staff: { id: string },
  section: RowSection,
  rows: Told[],
  initiativeId: string | null,
  source: Locale,
) {
  const spoken = locales.filter(
    (locale) => locale !== source && rows.some((row) => textsOf[section].some((field) => textIn(row, field, locale))),
  )
  for (const locale of rows.length > 0 ? [source, ...spoken] : []) {
    await transact(db, staff, async (tx) => {
      const plan = await findPlan(tx.db, parish)
      if (!plan) return
      const stored = await listRows(tx.db, section, plan.parishId, initiativeId)
      const states = await listSectionStates(tx.db, plan.id)
      const version =
        states.find((state) => state.section === section && state.initiativeId === initiativeId)?.version ?? 0
      const typed = rows.map((row, at): TypedRow => ({
        key: stored[at]?.id ?? `new-${at}`,
        input: inLanguage(section, row, locale),
      }))
      await saveRows(tx, plan, { section, initiativeId, version }, typed, locale)
    })
  }
}

const textIn = (row: Told, field: string, locale: Locale) => (row[field] as Multilingual | null | undefined)?.[locale]

function inLanguage(section: RowSection, row: Told, locale: Locale): Told {
  const texts = textsOf[section].map((field) => [
    field,
    textIn(row, field, locale) ??
      (section === 'finance' ? (row[field] as Multilingual)[(row[field] as Multilingual).source] : ''),
  ])
  return { ...row, ...Object.fromEntries(texts) }
}
