import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { initiativeTexts } from '#modules/plans/plan/initiative-content.ts'
import { plannedInitiatives } from '#modules/plans/plan/section-queries.ts'
import { sectionTables, textsOf, type RowSection } from '#modules/plans/plan/section-tables.ts'

export interface TextOfParish {
  parishId: string
  text: Multilingual
}

const sections = Object.keys(textsOf) as RowSection[]

/** The texts in these columns of a table, each a row, read in one go. */
const unfolded = (table: string, fields: readonly string[]) => (query: Query) => {
  const columns = fields.map((field) => [table, field].join('.'))
  query.joinRaw(`cross join lateral (values ${columns.map(() => '(??::jsonb)').join(', ')}) as texts (text)`, columns)
  query.whereRaw('text is not null')
}

/** Every text of the plans of these parishes, in one query. */
export function listTexts(db: Db, parishIds: readonly string[]): Promise<TextOfParish[]> {
  const inPlan = () =>
    db('initiatives').whereIn('initiatives.parishId', parishIds).whereIn('initiatives.state', plannedInitiatives)
  const ofInitiatives = inPlan().modify(unfolded('initiatives', initiativeTexts)).select('initiatives.parishId', 'text')
  const ofRows = sections.map((section) => {
    const { table, of } = sectionTables[section]
    const rows =
      of === 'parish'
        ? db(table).whereIn(`${table}.parishId`, parishIds)
        : inPlan().join(table, `${table}.initiativeId`, 'initiatives.id')
    const parishId = of === 'parish' ? `${table}.parishId` : 'initiatives.parishId'
    return rows.modify(unfolded(table, textsOf[section])).select(parishId, 'text')
  })
  return ofInitiatives.unionAll(ofRows)
}
