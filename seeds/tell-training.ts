import { perform, type Act } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { day, instantOf } from '#lib/day.ts'
import { findPlace } from '#resources/queries.ts'
import { setTargets } from '#training/bank-commands.ts'
import { listTargets } from '#training/bank-queries.ts'
import { planDay } from '#training/commands.ts'
import type { DayFacts } from '#training/facts.ts'
import { approve, giveBack, putTopic, submit } from '#training/programme-commands.ts'
import { findProgramme } from '#training/programme-queries.ts'
import { cancel, hold, openRegistration, postpone, publish } from '#training/step-commands.ts'
import type { TrainingDay } from '#training/training.ts'
import { days } from './demo/training/days.ts'
import { programmes } from './demo/training/programmes.ts'
import type { DemoDay, DemoProgramme } from './demo/training/story.ts'
import { parishes as parishFacts } from './reference.ts'
import type { People } from './tell.ts'

// 26 days of theory and 16 of practice in all; eight and four of them in Ape.
const targets: Record<string, { theory: number; practical: number }> = {
  ape: { theory: 16, practical: 8 },
  engure: { theory: 12, practical: 8 },
  setomaa: { theory: 12, practical: 8 },
  alutaguse: { theory: 12, practical: 8 },
}

/** Tells what the parishes are trained in: targets, programmes, and the days so far. */
export async function tellTraining(db: Db, people: People): Promise<void> {
  const lead = await people('lead')
  await perform(db, lead, async (act) => {
    const territories = await listTargets(act.trx)
    await setTargets(
      act,
      1,
      territories.map(({ territoryId, slug }) => ({ territoryId, ...(targets[slug] ?? { theory: 0, practical: 0 }) })),
    )
  })
  for (const each of programmes) {
    const { territory } = parishFacts.find(({ slug }) => slug === each.parish) ?? { territory: '' }
    await perform(db, await people(territory), (act) => program(act, each))
    await perform(db, lead, (act) => decide(act, each)).catch(unlessNothing)
  }
  for (const each of days) await perform(db, await people(each.organiser), (act) => tellDay(act, each))
}

// A programme on which nobody has decided yet has no act of the lead partner.
const unlessNothing = (error: unknown) => {
  if (!(error instanceof Error && error.message === 'an act must record what it did')) throw error
}

const idsOf = async (act: Act, table: string, column: string, values: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await act.trx(table).whereIn(column, values).select('id')
  if (rows.length !== values.length) throw new Error(`there is not each of ${values.join(', ')}`)
  return rows.map(({ id }) => id)
}

async function program(act: Act, { parish, topics, stage }: DemoProgramme) {
  const place = await findPlace(act.trx, parish)
  if (!place) throw new Error(`there is no parish ${parish}`)
  const { parishId } = place
  for (const [code, priority, ...titles] of topics) {
    const [topicId = ''] = await idsOf(act, 'trainingTopics', 'code', [code])
    const answered: { id: string }[] = await act
      .trx('needs')
      .where({ parishId })
      .where((either) => {
        either.whereIn('id', act.trx('needAnswers').where({ topicId }).select('needId'))
        either.orWhereIn(act.trx.raw(`title ->> (title ->> 'source')`) as never, titles)
      })
      .select('id')
    const chosen = { topicId, priority, needIds: answered.map(({ id }) => id) }
    await putTopic(act, parishId, (await findProgramme(act.trx, parishId)) ?? null, chosen)
  }
  const programme = await findProgramme(act.trx, parishId)
  if (stage !== 'draft' && programme) await submit(act, programme, instantOf(day('2020-01-20'), '15:00'))
}

async function decide(act: Act, { parish, stage, note }: DemoProgramme) {
  const place = await findPlace(act.trx, parish)
  const programme = place && (await findProgramme(act.trx, place.parishId))
  if (programme && stage === 'approved') await approve(act, programme, instantOf(day('2020-01-27'), '11:00'))
  if (programme && stage === 'returned' && note) await giveBack(act, programme, note)
}

async function factsOf(act: Act, told: DemoDay): Promise<DayFacts> {
  const [organiserId = ''] = await idsOf(act, 'territories', 'slug', [told.organiser])
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
    parishIds: await idsOf(act, 'parishes', 'slug', told.parishes),
    topicIds: await idsOf(act, 'trainingTopics', 'code', told.topics),
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
  published: [publish],
  open: [publish, openRegistration],
  held: [publish, openRegistration, hold],
}

async function tellDay(act: Act, told: DemoDay) {
  const facts = await factsOf(act, told)
  const { slug } = await planDay(act, facts)
  const seen = () => act.trx('trainingDays').where({ slug }).first<TrainingDay>('id', 'version', 'state')
  for (const step of steps[told.stage]) await step(act, await seen())
  const { reason, to } = told.fate ?? {}
  if (reason && to)
    await postpone(act, await seen(), reason, { ...facts, registrationClosesOn: null, dates: datesOf(to) })
  else if (reason) await cancel(act, await seen(), reason)
}
