import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { planDay } from '#modules/training/days/commands.ts'
import type { DayInput } from '#modules/training/days/day-input.ts'
import { findDay } from '#modules/training/days/queries.ts'
import { storeScan } from '#modules/training/sign-in-sheets/commands.ts'
import { completeEvidence, markHeld, publishDay } from '#modules/training/days/transition-commands.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import { dayInput } from './day-input.ts'
import { keptFile } from './files.ts'
import { fieldsOf } from './form-fields.ts'
import { idOfParish, viewerOf } from './people.ts'
import type { Visitor } from './portal.ts'

const inEach = (text: string) => ({ source: 'lv' as const, lv: text, et: text, en: text })

interface Wanted {
  on?: string[]
  title?: string
  starts?: string
  ends?: string
  modality?: DayInput['modality']
  parish?: string
  /** Announced, and not held yet. */
  ahead?: boolean
}

/** A day of training that took place in a parish of Ape, planned and held through the portal's own commands. */
export async function deliveredDay(db: Db, wanted: Wanted = {}): Promise<TrainingDay> {
  const { on = ['2020-02-20'], title = 'Ēdināšana un ģimenes', starts = '10:00', ends = '15:00' } = wanted
  const staff = await viewerOf(db, 'ape')
  const parishId = await idOfParish(db, wanted.parish ?? 'gaujiena')
  const { territoryId } = await db('parishes').where({ id: parishId }).first<{ territoryId: string }>('territoryId')
  const { slug } = await transact(db, staff, (tx) =>
    planDay(
      tx,
      dayInput({
        title: inEach(title),
        organiserId: territoryId,
        modality: wanted.modality ?? 'onsite',
        place: 'Gaujienas tautas nams',
        onlineAt: wanted.modality === undefined || wanted.modality === 'onsite' ? '' : 'https://meet.example.org/one',
        dates: on.map((onDay) => ({ onDay: day(onDay), starts, ends, halfDays: 2 })),
        parishIds: [parishId],
        trainers: [{ name: 'Example trainer', organisation: '' }],
      }),
    ),
  )
  const read = async () => (await findDay(db, await viewerOf(db, 'lead'), slug)) as TrainingDay
  const planned = await read()
  await transact(db, staff, (tx) => publishDay(tx, planned))
  const published = await read()
  if (wanted.ahead) return published
  await transact(db, staff, (tx) => markHeld(tx, published))
  return read()
}

/** People who registered for a day. */
export async function register(
  db: Db,
  { id: dayId }: Pick<TrainingDay, 'id'>,
  names: readonly string[],
): Promise<string[]> {
  const parishId = await idOfParish(db, 'gaujiena')
  const people: { id: string }[] = await db('participants')
    .insert(
      names.map((name, at) => ({
        name,
        parishId,
        locale: 'lv',
        email: `person-${at}-${dayId.slice(0, 8)}@example.org`,
      })),
    )
    .returning('id')
  const registeredAt = new Date('2020-02-01T10:00:00Z')
  await db('registrations').insert(
    people.map(({ id }, at) => ({
      dayId,
      participantId: id,
      state: 'registered',
      position: at + 1,
      source: 'self',
      parishId,
      locale: 'lv',
      registeredAt,
    })),
  )
  return people.map(({ id }) => id)
}

/** Where the list of a day's date is. */
export const listOf = (day: TrainingDay, at = 0): string =>
  `/en/work/training/${day.slug}/dates/${day.dates[at]?.id}/attendance`

/** Writes that everybody on a list was there the whole time. */
export async function write(person: Visitor, day: TrainingDay, at = 0): Promise<void> {
  const fields = fieldsOf((await person.get(listOf(day, at))).text, listOf(day, at))
  const ticks = String(fields['rows'])
    .split(' ')
    .filter((key) => !key.startsWith('new-'))
    .map((key) => [`row.${key}.here`, 'yes'])
  await person
    .post(listOf(day, at))
    .type('form')
    .send({ ...fields, ...Object.fromEntries(ticks) })
    .expect(303)
}

/** Makes a day count: everybody was there, a sheet came back, the lead partner confirmed the count. */
export async function makeEvidenced(
  db: Db,
  day: TrainingDay,
  signedInAs: (member: 'ape' | 'lead') => Promise<Visitor>,
) {
  const [staff, lead] = [await signedInAs('ape'), await signedInAs('lead')]
  const viewer = await viewerOf(db, 'ape')
  for (const [at, { id: dateId }] of day.dates.entries()) {
    const form = fieldsOf((await staff.get(listOf(day, at))).text, listOf(day, at))
    const unwritten = Object.keys(form).filter((name) => name.endsWith('.here')).length === 0
    if (unwritten) await write(staff, day, at)
    const file = await keptFile(db, 'photo', viewer)
    const paper = { fileId: file.id, kind: 'sign_in_sheet', byCode: false, dateId } as const
    await transact(db, viewer, (tx) => storeScan(tx, paper, new Date('2020-03-01T10:00:00Z')))
    const confirmation = fieldsOf((await lead.get(listOf(day, at))).text, `${listOf(day, at)}/confirmation`)
    const { count } = await db('attendances').where({ dateId }).count().first<{ count: string }>()
    await lead
      .post(`${listOf(day, at)}/confirmation`)
      .type('form')
      .send({ ...confirmation, counted: count })
      .expect(303)
  }
  const { version } = await db('trainingDays').where({ id: day.id }).first<{ version: number }>('version')
  await transact(db, viewer, (tx) => completeEvidence(tx, { id: day.id, version, state: 'held' }))
}
