import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { slugOf } from '#platform/values/slug.ts'
import type { DateInput, DayInput } from './day-input.ts'
import type { TrainingDay } from './training-day.ts'

export type SeenDay = Pick<TrainingDay, 'id' | 'version' | 'state'>
export type NewDay = Pick<TrainingDay, 'id' | 'slug'>

// Addresses of pages beside those of days.
const reserved = ['new', 'topics', 'targets', 'calendar', 'programmes', 'sheets', 'attendance']

/** Plans a training day. Breaks a constraint where a date lies outside the project. */
export async function planDay(
  tx: AuditedTransaction,
  { dates, parishIds, topicIds, trainers, ...input }: DayInput,
): Promise<NewDay> {
  const slug = await freeSlug(tx, wantedSlug(input.title))
  const [day] = (await tx
    .db('trainingDays')
    .insert({ ...input, slug, updatedBy: tx.personId })
    .returning(['id', 'slug'])) as [NewDay]
  await saveParts(tx, day.id, { dates, parishIds, topicIds, trainers })
  await tx.record('training.planned', day.id, { slug, kind: input.kind, organiserId: input.organiserId, dates })
  return day
}

/** Gives a day that is announced the address of its present title, and keeps the one it was planned under; the address. */
export async function settleSlug(tx: AuditedTransaction, { id }: Pick<TrainingDay, 'id'>): Promise<string> {
  const day = await tx.db('trainingDays').where({ id }).first<Pick<TrainingDay, 'slug' | 'title'>>('slug', 'title')
  const wanted = wantedSlug(day.title)
  if (day.slug.replace(/-\d+$/, '') === wanted.replace(/-\d+$/, '')) return day.slug
  const slug = await freeSlug(tx, wanted)
  await tx.db('trainingDays').where({ id }).update({ slug, plannedAs: day.slug })
  return slug
}

const wantedSlug = (title: Multilingual) => slugOf(title[title.source] ?? '') || 'training'

/** Rewrites a day that was seen in this version; throws VersionConflict. */
export async function updateDay(tx: AuditedTransaction, seen: SeenDay, input: DayInput): Promise<void> {
  const { dates, parishIds, topicIds, trainers, ...changes } = input
  await updateDayRow(tx, seen, changes)
  await saveParts(tx, seen.id, { dates, parishIds, topicIds, trainers })
  await tx.record('training.updated', seen.id, { dates })
}

/** Changes the row of a day that was seen in this version; throws VersionConflict. */
export const updateDayRow = (tx: AuditedTransaction, seen: SeenDay, changes: object) =>
  updateIfUnchanged<TrainingDay>(tx, 'trainingDays', seen, {
    ...changes,
    updatedAt: present(tx.db),
    updatedBy: tx.personId,
  })

type Parts = Pick<DayInput, 'dates' | 'parishIds' | 'topicIds' | 'trainers'>

async function saveParts(
  tx: AuditedTransaction,
  dayId: string,
  { dates, parishIds, topicIds, trainers }: Parts,
): Promise<void> {
  await saveDates(tx, dayId, dates)
  await replace(
    tx,
    'trainingDayParishes',
    dayId,
    parishIds.map((parishId) => ({ parishId })),
  )
  await replace(
    tx,
    'trainingDayTopics',
    dayId,
    topicIds.map((topicId) => ({ topicId })),
  )
  await replace(
    tx,
    'trainingTrainers',
    dayId,
    trainers.map((trainer, position) => ({ ...trainer, position })),
  )
}

async function replace(
  { db }: AuditedTransaction,
  table: string,
  dayId: string,
  rows: readonly object[],
): Promise<void> {
  await db(table).where({ dayId }).delete()
  if (rows.length > 0) await db(table).insert(rows.map((row) => ({ ...row, dayId })))
}

async function saveDates({ db }: AuditedTransaction, dayId: string, dates: readonly DateInput[]): Promise<void> {
  const kept = dates.flatMap(({ id }) => (id === undefined ? [] : [id]))
  await db('trainingDates').where({ dayId }).whereNotIn('id', kept).delete()
  for (const { id, ...input } of dates) {
    const moved = id === undefined ? 0 : await db('trainingDates').where({ id, dayId }).update(input)
    if (moved === 0) await db('trainingDates').insert({ ...input, dayId })
  }
}

interface Changes {
  added: readonly { id: string }[]
  removed: readonly { id: string }[]
}

/** Adds materials and evidence to a day and takes some away; a file that nothing else refers to is forgotten later. */
export async function changeDayFiles(
  tx: AuditedTransaction,
  { id: dayId }: Pick<TrainingDay, 'id'>,
  changes: Record<'material' | 'evidence', Changes>,
): Promise<void> {
  const of = (which: keyof Changes) =>
    (['material', 'evidence'] as const).flatMap((kind) =>
      changes[kind][which].map(({ id: fileId }) => ({ kind, fileId })),
    )
  const [added, removed] = [of('added'), of('removed')]
  const rows = added.map((file) => ({ ...file, dayId, addedBy: tx.personId }))
  // Sent twice, a form adds its files once.
  if (rows.length > 0) await tx.db('trainingFiles').insert(rows).onConflict().ignore()
  const gone = removed.map(({ fileId }) => fileId)
  await tx.db('trainingFiles').where({ dayId }).whereIn('fileId', gone).delete()
  await tx.record('training.files_changed', dayId, { added, removed })
}

/** The wanted slug, or the first of it with -2, -3… that no day has; nobody else can take it before the transaction ends. */
async function freeSlug({ db }: AuditedTransaction, wanted: string): Promise<string> {
  await db.raw('select pg_advisory_xact_lock(hashtext(?))', [`training ${wanted}`])
  const rows: { slug: string; plannedAs: string | null }[] = await db('trainingDays')
    .whereRaw('? in (slug, planned_as)', [wanted])
    .orWhereLike('slug', `${wanted}-%`)
    .orWhereLike('plannedAs', `${wanted}-%`)
    .select('slug', 'plannedAs')
  const taken = new Set([...reserved, ...rows.flatMap(({ slug, plannedAs }) => [slug, plannedAs])])
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}
