import { z } from 'zod'
import type { Answer } from '#modules/assessments/assessment/assessment.ts'
import type { Db } from '#platform/db/connection.ts'
import { inParish } from '../../support/roles/cases.ts'
import type { Visitor } from '../../support/portal.ts'
import { rowsOf } from '../../support/rows.ts'

export const roundOf = (parish: string, round = 'baseline') => `/en/work/parishes/${parish}/assessment/${round}`

/** The id of a question by its code, in the methodology in force. */
export async function questionOf(db: Db, code: string): Promise<string> {
  const row: { id: string } | undefined = await db('methodologyCriteria')
    .where({ code })
    .whereIn('methodologyVersionId', db('methodologyVersions').where({ state: 'published' }).select('id'))
    .first('id')
  if (!row) throw new Error(`there is no question ${code}`)
  return row.id
}

export function answerOf(db: Db, parish: string, code: string, round = 'baseline') {
  return db('assessmentAnswers')
    .join('assessments', 'assessments.id', 'assessmentId')
    .join('methodologyCriteria', 'methodologyCriteria.id', 'criterionId')
    .whereIn('parishId', inParish(db, parish))
    .where({ round, code })
    .first<Answer | undefined>('assessmentAnswers.*')
}

export const stateOf = async (db: Db, parish: string, round = 'baseline') =>
  (await rowsOf(db('assessments').whereIn('parishId', inParish(db, parish)).where({ round }), { state: z.string() }))[0]
    ?.state

/** Sends the answer to a question as its form would. */
export async function send(person: Visitor, db: Db, parish: string, code: string, body: object) {
  const section = String(code.split('.')[0])
  const address = `${roundOf(parish)}/${section}/${await questionOf(db, code)}`
  return person.post(address).type('form').send(body)
}
