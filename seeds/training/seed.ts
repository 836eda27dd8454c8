import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day, instantOf } from '#platform/values/day.ts'
import { findParishScope } from '#modules/resources/queries.ts'
import { setTrainingTargets } from '#modules/training/targets/commands.ts'
import { listTargets } from '#modules/training/targets/queries.ts'
import { planDay } from '#modules/training/days/commands.ts'
import type { DayInput } from '#modules/training/days/day-input.ts'
import { approveProgramme, returnProgramme, setTopic, submitProgramme } from '#modules/training/programme/commands.ts'
import { findProgramme } from '#modules/training/programme/queries.ts'
import {
  cancelDay,
  markHeld,
  openRegistration,
  postponeDay,
  publishDay,
} from '#modules/training/days/transition-commands.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import type { People } from '../people/seed.ts'
import { territoryOf } from '../places/reference.ts'
import { readStory } from '../story.ts'
import { days, programmes, targets, type DemoDate, type DemoDay, type DemoProgramme } from './schema.ts'

/** Tells what the parishes are trained in: targets, programmes, and the days so far. */
export async function seedTraining(db: Db, people: People): Promise<void> {
  const lead = await people('lead')
  const told = readStory('training/targets.json', targets)
  await transact(db, lead, async (tx) => {
    const rows = (await listTargets(tx.db)).map(({ territoryId, slug }) => {
      const { theory = 0, practical = 0 } = told.find(({ territory }) => territory === slug) ?? {}
      return { territoryId, theory, practical }
    })
    await setTrainingTargets(tx, 1, rows)
  })
  for (const each of readStory('training/programmes.json', programmes)) {
    await transact(db, await people(territoryOf(each.parish)), (tx) => writeProgramme(tx, each))
    if (each.stage === 'approved' || each.stage === 'returned') await transact(db, lead, (tx) => decide(tx, each))
  }
  for (const each of readStory('training/days.json', days))
    await transact(db, await people(each.organiser), (tx) => holdDay(tx, each))
}

const idsOf = async (
  tx: AuditedTransaction,
  table: string,
  column: string,
  values: readonly string[],
): Promise<string[]> => {
  const rows: { id: string }[] = await tx.db(table).whereIn(column, values).select('id')
  if (rows.length !== values.length) throw new Error(`there is not each of ${values.join(', ')}`)
  return rows.map(({ id }) => id)
}

async function writeProgramme(tx: AuditedTransaction, { parish, topics, stage }: DemoProgramme) {
  const place = await findParishScope(tx.db, parish)
  if (!place) throw new Error(`there is no parish ${parish}`)
  const { parishId } = place
  for (const { code, priority, needs } of topics) {
    const [topicId = ''] = await idsOf(tx, 'trainingTopics', 'code', [code])
    const answered: { id: string }[] = await tx
      .db('needs')
      .where({ parishId })
      .where((either) => {
        either.whereIn('id', tx.db('needResponses').where({ topicId }).select('needId'))
        either.orWhereIn(tx.db.raw(`title ->> (title ->> 'source')`) as never, needs)
      })
      .select('id')
    const chosen = { topicId, priority, needIds: answered.map(({ id }) => id) }
    await setTopic(tx, parishId, (await findProgramme(tx.db, parishId)) ?? null, chosen)
  }
  const programme = await findProgramme(tx.db, parishId)
  if (stage !== 'draft' && programme) await submitProgramme(tx, programme, instantOf(day('2020-01-20'), '15:00'))
}

async function decide(tx: AuditedTransaction, { parish, stage, note }: DemoProgramme) {
  const place = await findParishScope(tx.db, parish)
  const programme = place && (await findProgramme(tx.db, place.parishId))
  if (programme && stage === 'approved') await approveProgramme(tx, programme, instantOf(day('2020-01-27'), '11:00'))
  if (programme && stage === 'returned' && note) await returnProgramme(tx, programme, note)
}

async function inputOf(tx: AuditedTransaction, told: DemoDay): Promise<DayInput> {
  const { organiser, parishes, topics, closes, dates, stage, fate, ...facts } = told
  const [organiserId = ''] = await idsOf(tx, 'territories', 'slug', [organiser])
  return {
    ...facts,
    organiserId,
    registrationClosesOn: closes,
    dates: datesOf(dates),
    parishIds: await idsOf(tx, 'parishes', 'slug', parishes),
    topicIds: await idsOf(tx, 'trainingTopics', 'code', topics),
  }
}

const datesOf = (dates: readonly DemoDate[]) => dates.map(({ on, ...date }) => ({ onDay: on, ...date }))

const steps = {
  planned: [],
  published: [publishDay],
  open: [publishDay, openRegistration],
  held: [publishDay, openRegistration, markHeld],
}

async function holdDay(tx: AuditedTransaction, told: DemoDay) {
  const facts = await inputOf(tx, told)
  const { slug } = await planDay(tx, facts)
  const seen = () => tx.db('trainingDays').where({ slug }).first<TrainingDay>('id', 'version', 'state')
  for (const step of steps[told.stage]) await step(tx, await seen())
  const { reason, to } = told.fate ?? {}
  if (reason && to)
    await postponeDay(tx, await seen(), reason, { ...facts, registrationClosesOn: null, dates: datesOf(to) })
  else if (reason) await cancelDay(tx, await seen(), reason)
}
