import { createHash } from 'node:crypto'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'
import { seedAssessments } from './assessments/seed.ts'
import { seedHandovers } from './equipment/handovers.ts'
import { seedEquipment, type Photo } from './equipment/seed.ts'
import { stickerInSmall, stickerShown } from './equipment/sticker.ts'
import { seedLaunches } from './initiatives/launches.ts'
import { memoryStore } from './memory-store.ts'
import { seedMentors } from './mentors/seed.ts'
import { seedMethodologyEditions } from './methodology/next-edition.ts'
import { seedNeeds } from './needs/seed.ts'
import { peopleIn, seedDemoAccounts } from './people/seed.ts'
import { seedFacts } from './facts.ts'
import { seedSecondVersion } from './plans/second-version.ts'
import { seedPlans } from './plans/seed.ts'
import { seedTranslations } from './plans/translations.ts'
import { seedAttendance } from './training/attendance.ts'
import { seedRegistrations } from './training/registrations.ts'
import { seedTraining } from './training/seed.ts'
import { seedVisits } from './visits/seed.ts'

/**
 * Fills an empty database with the project's facts, the demonstration cast and its story. Without `photo` the story is the
 * same, and the content of its photos is kept nowhere; without `store` its papers are kept nowhere.
 */
export async function seed(db: Db, photo: Photo = withoutContent(db), store: Store = memoryStore()): Promise<void> {
  await transact(db, system, seedFacts)
  await transact(db, system, seedDemoAccounts)
  const people = peopleIn(db)
  await seedPlans(db, people)
  await seedLaunches(db, people)
  await seedMethodologyEditions(db, await people('lead'))
  await seedTranslations(db, people)
  await seedAssessments(db, people)
  await seedSecondVersion(db, people)
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
