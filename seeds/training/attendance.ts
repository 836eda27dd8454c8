import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { receiveFile } from '#platform/files/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { day as dayOf } from '#platform/values/day.ts'
import { confirmAttendance, saveAttendance } from '#modules/training/attendance/commands.ts'
import { findAttendance } from '#modules/training/attendance/queries.ts'
import { expectedSignatures, minutesOfDate } from '#modules/training/attendance/attendance.ts'
import { issueCertificates, revokeCertificate } from '#modules/training/certificates/commands.ts'
import { findCertified } from '#modules/training/certificates/queries.ts'
import { attendedEnough } from '#modules/training/certificates/certificate.ts'
import { findDay } from '#modules/training/days/queries.ts'
import { storeScan } from '#modules/training/sign-in-sheets/commands.ts'
import { completeEvidence } from '#modules/training/days/transition-commands.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import { attendance, type DemoAttendance } from './schema.ts'
import { signedSheetImage } from './signed-sheet-image.ts'

const readAttendance = () => readStory('training/attendance.json', attendance)

const evening = (on: string) => new Date(`${on}T16:00:00Z`)

async function find(db: Db, title: string): Promise<TrainingDay> {
  const row = await db('trainingDays')
    .whereRaw(`title ->> (title ->> 'source') = ?`, [title])
    .first<{ slug: string; updatedBy: string } | undefined>('slug')
  const day = row && (await findDay(db, null, row.slug))
  if (!day) throw new Error(`there is no training day ${title}`)
  return day
}

/** Tells who was at the days that are over, as staff wrote it off the sheets. */
export async function seedAttendance(db: Db, people: People): Promise<void> {
  const rows: { id: string; slug: string }[] = await db('parishes').select('id', 'slug')
  const parishes = new Map(rows.map(({ id, slug }) => [slug, id]))
  const { evidenced, waiting } = readAttendance()
  for (const told of [evidenced, waiting]) await write(db, told, parishes, await people(told.by))
}

async function write(db: Db, told: DemoAttendance['waiting'], parishes: Map<string, string>, by: { id: string }) {
  const { dates } = await find(db, told.day)
  for (const [number, date] of dates.entries()) {
    const walkIns = told.people
      .filter(({ minutes }) => (minutes[number] ?? 0) > 0)
      .map(({ name, parish, email, minutes }) => ({
        name,
        email,
        phone: null,
        parishId: parishes.get(parish) ?? null,
        mark: { minutes: minutes[number] ?? 0, method: 'paper' as const },
      }))
    const saved = { typed: [], walkIns, at: evening(date.onDay), locale: 'lv' as const }
    await transact(db, by, (tx) => saveAttendance(tx, date, saved))
  }
}

/** Brings the sheet of one day back signed, has its count confirmed, and certifies who was there. */
export async function seedEvidence(db: Db, store: Store, folder: string, people: People): Promise<void> {
  const { evidenced, revoked } = readAttendance()
  const [staff, lead] = [await people(evidenced.by), await people('lead')]
  const day = await find(db, evidenced.day)
  for (const { id: dateId, onDay } of day.dates) {
    const list = await findAttendance(db, 'lv', day.id, dateId)
    if (!list) throw new Error(`${evidenced.day} has no list`)
    const listed = expectedSignatures(list.people)
    const path = join(folder, 'sheet')
    const picture = signedSheetImage(`https://act-local.example.org/lv/sheets/${list.code}`, listed)
    await writeFile(path, await sharp(Buffer.from(picture)).jpeg({ quality: 70 }).toBuffer())
    const file = await receiveFile(db, store, staff, { path, name: 'lapa.jpg' })
    const paper = { fileId: file.id, kind: 'sign_in_sheet' as const, byCode: true, dateId }
    await transact(db, staff, (tx) => storeScan(tx, paper, evening(onDay)))
    const count = { counted: listed, listed, note: null }
    await transact(db, lead, (tx) => confirmAttendance(tx, list, count, evening('2020-02-25')))
  }
  await transact(db, staff, (tx) => completeEvidence(tx, day))
  await certify(db, day, staff, revoked)
}

async function certify(db: Db, day: TrainingDay, staff: { id: string }, { reason, on }: DemoAttendance['revoked']) {
  const length = day.dates.reduce((sum, date) => sum + minutesOfDate(date), 0)
  const { people } = await findCertified(db, day.id)
  const enough = people.filter((person) => attendedEnough(person, length))
  await transact(db, staff, (tx) => issueCertificates(tx, day, enough, dayOf('2020-02-26')))
  const [, second] = (await findCertified(db, day.id)).certificates
  if (second) await transact(db, staff, (tx) => revokeCertificate(tx, second, reason, on))
}
