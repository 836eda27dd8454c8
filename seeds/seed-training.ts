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
import { days } from './demo/training/days.ts'
import { programmes } from './demo/training/programmes.ts'
import type { DemoDay, DemoProgramme } from './demo/training/types.ts'
import { parishes as parishFacts } from './reference.ts'
import type { People } from './seed-parishes.ts'

// 26 days of theory and 16 of practice in all; eight and four of them in Ape.
const targets: Record<string, { theory: number; practical: number }> = {
  ape: { theory: 16, practical: 8 },
  engure: { theory: 12, practical: 8 },
  setomaa: { theory: 12, practical: 8 },
  alutaguse: { theory: 12, practical: 8 },
}

/** Tells what the parishes are trained in: targets, programmes, and the days so far. */
export async function seedTraining(db: Db, people: People): Promise<void> {
  const lead = await people('lead')
  await transact(db, lead, async (tx) => {
    const territories = await listTargets(tx.db)
    await setTrainingTargets(
      tx,
      1,
      territories.map(({ territoryId, slug }) => ({ territoryId, ...(targets[slug] ?? { theory: 0, practical: 0 }) })),
    )
  })
  for (const each of programmes) {
    const { territory } = parishFacts.find(({ slug }) => slug === each.parish) ?? { territory: '' }
    await transact(db, await people(territory), (tx) => program(tx, each))
    await transact(db, lead, (tx) => decide(tx, each)).catch(unlessNothing)
  }
  for (const each of days) await transact(db, await people(each.organiser), (tx) => tellDay(tx, each))
}

// A programme on which nobody has decided yet has no change by the lead partner.
const unlessNothing = (error: unknown) => {
  if (!(error instanceof Error && error.message === 'a change must record what it did')) throw error
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

async function program(tx: AuditedTransaction, { parish, topics, stage }: DemoProgramme) {
  const place = await findParishScope(tx.db, parish)
  if (!place) throw new Error(`there is no parish ${parish}`)
  const { parishId } = place
  for (const [code, priority, ...titles] of topics) {
    const [topicId = ''] = await idsOf(tx, 'trainingTopics', 'code', [code])
    const answered: { id: string }[] = await tx
      .db('needs')
      .where({ parishId })
      .where((either) => {
        either.whereIn('id', tx.db('needResponses').where({ topicId }).select('needId'))
        either.orWhereIn(tx.db.raw(`title ->> (title ->> 'source')`) as never, titles)
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

async function factsOf(tx: AuditedTransaction, told: DemoDay): Promise<DayInput> {
  const [organiserId = ''] = await idsOf(tx, 'territories', 'slug', [told.organiser])
  return {
    kind: told.kind,
    title: told.title,
    about: told.about ?? null,
    agenda: told.agenda ?? null,
    organiserId,
    modality: told.modality ?? 'onsite',
    place: told.place ?? '',
    onlineAt: told.onlineAt ?? '',
    languages: told.languages,
    interpretation: told.interpretation ?? null,
    capacity: told.capacity ?? null,
    registrationClosesOn: told.closes === undefined ? null : day(told.closes),
    dates: datesOf(told.dates),
    parishIds: await idsOf(tx, 'parishes', 'slug', told.parishes),
    topicIds: await idsOf(tx, 'trainingTopics', 'code', told.topics),
    trainers: trainersOf(told.trainers),
  }
}

const datesOf = (dates: DemoDay['dates']) =>
  dates.map(([onDay, starts, ends, halfDays]) => ({ onDay: day(onDay), starts, ends, halfDays }))

const trainersOf = (lines = '') =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', organisation = ''] = line.split(', ')
      return { name, organisation }
    })

const steps = {
  planned: [],
  published: [publishDay],
  open: [publishDay, openRegistration],
  held: [publishDay, openRegistration, markHeld],
}

async function tellDay(tx: AuditedTransaction, told: DemoDay) {
  const facts = await factsOf(tx, told)
  const { slug } = await planDay(tx, facts)
  const seen = () => tx.db('trainingDays').where({ slug }).first<TrainingDay>('id', 'version', 'state')
  for (const step of steps[told.stage]) await step(tx, await seen())
  const { reason, to } = told.fate ?? {}
  if (reason && to)
    await postponeDay(tx, await seen(), reason, { ...facts, registrationClosesOn: null, dates: datesOf(to) })
  else if (reason) await cancelDay(tx, await seen(), reason)
}
