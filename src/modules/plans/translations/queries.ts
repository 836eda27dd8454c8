import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { initiativeTexts } from '#modules/plans/plan/initiative-content.ts'
import { plannedInitiatives } from '#modules/plans/plan/section-queries.ts'
import { tables, textsOf, type RowSection } from '#modules/plans/plan/section-tables.ts'

export interface TextOfParish {
  parishId: string
  text: Multilingual
}

const sections = Object.keys(textsOf) as RowSection[]

/** Every text of the plans of these parishes, in one query. */
export function listTexts(db: Db, parishIds: readonly string[]): Promise<TextOfParish[]> {
  const inPlan = () =>
    db('initiatives').whereIn('initiatives.parishId', parishIds).whereIn('initiatives.state', plannedInitiatives)
  const ofInitiatives = initiativeTexts.map((field) =>
    inPlan()
      .whereNotNull(field)
      .select('parishId', { text: `initiatives.${field}` }),
  )
  const ofRows = sections.flatMap((section) => {
    const { table, of } = tables[section]
    const rows = () =>
      of === 'parish'
        ? db(table).whereIn(`${table}.parishId`, parishIds)
        : inPlan().join(table, `${table}.initiativeId`, 'initiatives.id')
    const parishId = of === 'parish' ? `${table}.parishId` : 'initiatives.parishId'
    return textsOf[section].map((field) =>
      rows()
        .whereNotNull(`${table}.${field}`)
        .select({ parishId, text: `${table}.${field}` }),
    )
  })
  const [first, ...others] = [...ofInitiatives, ...ofRows]
  return first ? first.unionAll(others) : Promise.resolve([])
}
