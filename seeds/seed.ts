import { createHash } from 'node:crypto'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { seedDemoAccounts } from './demo-accounts.ts'
import { stickerInSmall, stickerShown } from './demo/equipment/sticker.ts'
import { demoParishes } from './demo-parishes.ts'
import { seedPlaces } from './places.ts'
import { handoverNotReturned, seedHandovers } from './seed-handovers.ts'
import { seedEquipment, type Photo } from './seed-equipment.ts'
import { seedLaunches } from './seed-launches.ts'
import { seedMentors } from './seed-mentors.ts'
import { seedMethodologyEditions } from './seed-methodology-rounds.ts'
import { seedRegistrations } from './seed-registrations.ts'
import { seedTraining } from './seed-training.ts'
import { seedTranslations } from './seed-translations.ts'
import { seedParishes } from './seed-parishes.ts'
import { seedAssessments } from './seed-assessments.ts'
import { seedAttendance } from './seed-attendance.ts'
import { seedVersions } from './seed-versions.ts'
import { seedNeeds } from './seed-needs.ts'
import { seedVisits } from './seed-visits.ts'

/**
 * Fills an empty database with the project's facts, the demonstration cast and its story. Without `photo` the story is the
 * same, and the content of its photos is kept nowhere; without `store` its papers are kept nowhere.
 */
export async function seed(
  db: Db,
  photo: Photo = withoutContent(db),
  store: Store = handoverNotReturned(),
): Promise<void> {
  await transact(db, system, seedPlaces)
  await transact(db, system, seedDemoAccounts)
  const people = async (name: string) => {
    const person = await findPersonByEmail(db, `${name}@example.org`)
    if (!person) throw new Error(`nobody in the cast is called ${name}`)
    return person
  }
  for (const parish of demoParishes) await seedParishes(db, parish, people)
  await seedLaunches(db, people)
  await seedMethodologyEditions(db, await people('lead'))
  await seedTranslations(db, people)
  await seedAssessments(db, people)
  await seedVersions(db, people)
  await seedNeeds(db, people)
  await seedVisits(db, people)
  await seedTraining(db, people)
  await seedRegistrations(db, people)
  await seedAttendance(db, people)
  await seedMentors(db, people)
  await seedEquipment(db, people, photo)
  await seedHandovers({ db, people, photo, store })
}

const withoutContent =
  (db: Db): Photo =>
  async ({ id: uploadedBy }) => {
    const sha256 = createHash('sha256').update(stickerInSmall).digest('hex')
    const size = { bytes: stickerInSmall.length, width: 3, height: 2 }
    const row = { ...size, sha256, type: 'png', name: 'emblem.png', alt: stickerShown, uploadedBy }
    const [file] = (await db('files').insert(row).returning('id')) as [{ id: string }]
    return file
  }
