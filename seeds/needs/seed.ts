import { findAssessment } from '#modules/assessments/assessment/queries.ts'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { markAddressed, linkResponse, dismissNeed, createNeed } from '#modules/needs/needs/commands.ts'
import { findSwot } from '#modules/needs/swot/queries.ts'
import { saveSwotRanking } from '#modules/needs/swot/commands.ts'
import type { ResponseKind, Need } from '#modules/needs/needs/need.ts'
import { swotKinds } from '#modules/needs/swot/swot.ts'
import type { People } from '../people/seed.ts'
import { territoryOf } from '../places/reference.ts'
import { readStory } from '../story.ts'
import { needs as story, type DemoNeed, type DemoNeedResponse, type DemoNeeds } from './schema.ts'

// In the order in which they were told.
const parishes = ['gaujiena', 'varska', 'engure', 'trapene', 'iisaku', 'meremae']
const readNeeds = (parish: string) => readStory(`needs/${parish}.json`, story)

/** Tells what the parishes need, where each need was said, and what answers it. */
export async function seedNeeds(db: Db, people: People): Promise<void> {
  for (const parish of parishes) {
    const staff = await people(territoryOf(parish))
    await transact(db, staff, (tx) => createNeeds(tx, readNeeds(parish)))
  }
}

async function createNeeds(tx: AuditedTransaction, { parish, needs }: DemoNeeds) {
  const assessment = await findAssessment(tx.db, parish, 'baseline')
  if (!assessment) throw new Error(`there is no parish ${parish}`)
  for (const need of needs) {
    const source = need.from ? await answerTo(tx, assessment.id, need.from) : null
    const { id } = await createNeed(tx, assessment.parishId, source, facts(need))
    for (const each of need.answers)
      await linkResponse(tx, { id }, await targetOf(tx, assessment.parishId, each), each.note)
    const seen = await tx.db('needs').where({ id }).first<Need>('id', 'version')
    if (need.met) await markAddressed(tx, seen)
    if (need.droppedFor) await dismissNeed(tx, seen, need.droppedFor)
  }
}

const facts = ({ title, description, category, severity, priority, people, hidden }: DemoNeed) => ({
  ...{ title, description, category, severity, priority },
  peopleAffected: people,
  public: !hidden,
})

async function answerTo({ db }: AuditedTransaction, assessmentId: string, code: string): Promise<string> {
  const row = await db('assessmentAnswers')
    .join('methodologyCriteria', 'methodologyCriteria.id', 'criterionId')
    .where({ assessmentId, code })
    .first<{ id: string } | undefined>('assessmentAnswers.id')
  if (!row) throw new Error(`nobody answered ${code}`)
  return row.id
}

async function targetOf({ db }: AuditedTransaction, parishId: string, to: DemoNeedResponse) {
  const ofInitiative = (table: string, slug: string) =>
    db(table)
      .join('initiatives', 'initiatives.id', `${table}.initiativeId`)
      .where({ slug })
      .orderBy('position')
      .select<{ id: string }[]>(`${table}.id`)
  if ('action' in to)
    return named('action', (await ofInitiative('initiativeActions', to.action.initiative))[to.action.at], to)
  if ('investment' in to) return named('investment', (await ofInitiative('investments', to.investment))[0], to)
  if ('topic' in to) return named('topic', await db('trainingTopics').where({ code: to.topic }).first('id'), to)
  return named('session', await db('adviceSessions').where({ parishId, heldOn: to.advice }).first('id'), to)
}

function named<K extends ResponseKind>(kind: K, row: { id: string } | undefined, to: DemoNeedResponse) {
  if (!row) throw new Error(`there is nothing like ${JSON.stringify(to)}`)
  return { kind, id: row.id }
}

/** Ranks what the meetings of an assessment said of their parish, while it is open. */
export async function seedSwot(
  tx: AuditedTransaction,
  { parish, round }: { parish: string; round: string },
): Promise<void> {
  const told = parishes.includes(parish) ? readNeeds(parish).swot : undefined
  const swot = told?.round === round ? await findSwot(tx.db, parish, told.round) : undefined
  if (!told || !swot) return
  const rows = swotKinds.flatMap((kind) =>
    told.items[kind].map((item, at) => ({ key: '', kind, ...item, rank: at + 1, was: null })),
  )
  await saveSwotRanking(tx, swot, 0, { rows, public: told.public })
}
