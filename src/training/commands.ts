import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import { slugOf } from '#lib/slug.ts'
import type { Trainer, TrainingDate, TrainingDay } from './training.ts'

/** What people say of a training day when they plan it. */
export interface DayFacts extends Pick<
  TrainingDay,
  | 'kind'
  | 'title'
  | 'about'
  | 'organiserId'
  | 'modality'
  | 'place'
  | 'onlineAt'
  | 'languages'
  | 'interpretation'
  | 'capacity'
  | 'registrationClosesOn'
  | 'agenda'
> {
  dates: DateFacts[]
  parishIds: string[]
  topicIds: string[]
  trainers: Trainer[]
}

/** A date of a day; one that has an id is kept and moved, so that calendars know it again. */
export type DateFacts = Omit<TrainingDate, 'id'> & { id?: string | undefined }

type Seen = Pick<TrainingDay, 'id' | 'version' | 'state'>
type Made = Pick<TrainingDay, 'id' | 'slug'>

// Addresses of pages beside those of days.
const reserved = ['new', 'topics', 'targets', 'calendar', 'programmes']

/** Plans a training day. Breaks a constraint where a date lies outside the project. */
export async function planDay(act: Act, { dates, parishIds, topicIds, trainers, ...facts }: DayFacts): Promise<Made> {
  const slug = await freeSlug(act, slugOf(facts.title[facts.title.source] ?? '') || 'training')
  const [day] = (await act
    .trx('trainingDays')
    .insert({ ...facts, slug, updatedBy: act.personId })
    .returning(['id', 'slug'])) as [Made]
  await saveParts(act, day.id, { dates, parishIds, topicIds, trainers })
  await act.record('training.planned', day.id, { slug, kind: facts.kind, organiserId: facts.organiserId, dates })
  return day
}

/** Rewrites a day that was seen in this version; throws Stale. */
export async function reviseDay(act: Act, seen: Seen, facts: DayFacts): Promise<void> {
  const { dates, parishIds, topicIds, trainers, ...changes } = facts
  await change(act, seen, changes)
  await saveParts(act, seen.id, { dates, parishIds, topicIds, trainers })
  await act.record('training.revised', seen.id, { dates })
}

const change = (act: Act, seen: Seen, changes: object) =>
  amend<TrainingDay>(act, 'trainingDays', seen, {
    ...changes,
    updatedAt: act.trx.fn.now(),
    updatedBy: act.personId,
  })

type Parts = Pick<DayFacts, 'dates' | 'parishIds' | 'topicIds' | 'trainers'>

async function saveParts(act: Act, dayId: string, { dates, parishIds, topicIds, trainers }: Parts): Promise<void> {
  await saveDates(act, dayId, dates)
  await replace(
    act,
    'trainingDayParishes',
    dayId,
    parishIds.map((parishId) => ({ parishId })),
  )
  await replace(
    act,
    'trainingDayTopics',
    dayId,
    topicIds.map((topicId) => ({ topicId })),
  )
  await replace(
    act,
    'trainingTrainers',
    dayId,
    trainers.map((trainer, position) => ({ ...trainer, position })),
  )
}

async function replace({ trx }: Act, table: string, dayId: string, rows: readonly object[]): Promise<void> {
  await trx(table).where({ dayId }).delete()
  if (rows.length > 0) await trx(table).insert(rows.map((row) => ({ ...row, dayId })))
}

async function saveDates({ trx }: Act, dayId: string, dates: readonly DateFacts[]): Promise<void> {
  const kept = dates.flatMap(({ id }) => (id === undefined ? [] : [id]))
  await trx('trainingDates').where({ dayId }).whereNotIn('id', kept).delete()
  for (const { id, ...facts } of dates) {
    const moved = id === undefined ? 0 : await trx('trainingDates').where({ id, dayId }).update(facts)
    if (moved === 0) await trx('trainingDates').insert({ ...facts, dayId })
  }
}

/** Announces a day: from now on everybody sees it. */
export async function publish(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'published', published: true })
  await act.record('training.published', seen.id)
}

/** Lets people register. */
export async function openRegistration(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'registration_open' })
  await act.record('training.registration_opened', seen.id)
}

/** Lets nobody register any more. */
export async function closeRegistration(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'closed' })
  await act.record('training.registration_closed', seen.id)
}

/** Says that a day took place. */
export async function hold(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'held' })
  await act.record('training.held', seen.id)
}

/** Says that the evidence is there: from now on the day counts. Breaks training_days_evidence where nothing is. */
export async function evidence(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'evidenced' })
  await act.record('training.evidenced', seen.id)
}

/** Takes a day out of the count again, because its evidence is not enough. */
export async function doubt(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'held' })
  await act.record('training.evidence_doubted', seen.id)
}

/** Says that the day stands in a report. */
export async function report(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'reported' })
  await act.record('training.reported', seen.id)
}

/** Calls a day off, with the reason that everybody reads. */
export async function cancel(act: Act, seen: Seen, reason: Multilingual): Promise<void> {
  await change(act, seen, { state: 'cancelled', reason })
  await act.record('training.cancelled', seen.id, { reason })
}

/** Puts a day off: a copy of it on other dates takes its place, planned anew. */
export async function postpone(act: Act, seen: Seen, reason: Multilingual, replacement: DayFacts): Promise<Made> {
  const made = await planDay(act, replacement)
  await change(act, seen, { state: 'postponed', reason, replacedById: made.id })
  await act.record('training.postponed', seen.id, { reason, replacedBy: made.id })
  return made
}

interface Changes {
  added: readonly { id: string }[]
  removed: readonly { id: string }[]
}

/** Adds materials and evidence to a day and takes some away; a file that nothing else refers to is forgotten later. */
export async function changeFiles(
  act: Act,
  { id: dayId }: Pick<TrainingDay, 'id'>,
  changes: Record<'material' | 'evidence', Changes>,
): Promise<void> {
  const of = (which: keyof Changes) =>
    (['material', 'evidence'] as const).flatMap((kind) => changes[kind][which].map(({ id: fileId }) => ({ kind, fileId })))
  const [added, removed] = [of('added'), of('removed')]
  const rows = added.map((file) => ({ ...file, dayId, addedBy: act.personId }))
  // Sent twice, a form adds its files once.
  if (rows.length > 0) await act.trx('trainingFiles').insert(rows).onConflict().ignore()
  const gone = removed.map(({ fileId }) => fileId)
  await act.trx('trainingFiles').where({ dayId }).whereIn('fileId', gone).delete()
  await act.record('training.files_changed', dayId, { added, removed })
}

/** The wanted slug, or the first of it with -2, -3… that no day has; nobody else can take it before the act ends. */
async function freeSlug({ trx }: Act, wanted: string): Promise<string> {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`training ${wanted}`])
  const rows = await trx('trainingDays').where({ slug: wanted }).orWhereLike('slug', `${wanted}-%`).select('slug')
  const taken = new Set([...reserved, ...rows.map(({ slug }) => slug as string)])
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}
