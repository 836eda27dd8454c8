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
import { tellFrom } from './telling.ts'

/** Who photographs, in the transaction in which the story is told. */
type PhotoIn = (db: Db) => Photo

/**
 * Fills an empty database with the project's facts, the demonstration cast and its story. Without `photo` the story is the
 * same, and the content of its photos is kept nowhere; without `store` its papers are kept nowhere.
 */
export const seed = (db: Db, photoIn: PhotoIn = withoutContent, store: Store = memoryStore()): Promise<void> =>
  db.transaction((trx) => tell(trx, photoIn(trx), store))

async function tell(db: Db, photo: Photo, store: Store): Promise<void> {
  await tellFrom(db, '2019-06-03T08:00:00Z')
  await transact(db, system, seedFacts)
  await transact(db, system, seedDemoAccounts)
  const people = peopleIn(db)
  await seedPlans(db, people)
  await seedLaunches(db, people)
  await tellFrom(db, '2020-02-10T09:00:00Z')
  await seedMethodologyEditions(db, await people('lead'))
  await tellFrom(db, '2020-02-11T13:00:00Z')
  await seedTranslations(db, people)
  await seedAssessments(db, people)
  await seedSecondVersion(db, people)
  await tellFrom(db, '2020-01-16T10:00:00Z')
  await seedNeeds(db, people)
  await tellFrom(db, '2019-09-16T10:00:00Z')
  await seedVisits(db, people)
  await tellFrom(db, '2020-01-17T10:00:00Z')
  await seedTraining(db, people)
  await tellFrom(db, '2020-02-20T10:00:00Z')
  await seedRegistrations(db, people)
  await seedAttendance(db, people)
  await seedMentors(db, people)
  await tellFrom(db, '2020-01-20T10:00:00Z')
  await seedEquipment(db, people, photo)
  await seedHandovers({ db, people, photo, store })
}

const withoutContent: PhotoIn =
  (db) =>
  async ({ id: uploadedBy }) => {
    const sha256 = createHash('sha256').update(stickerInSmall).digest('hex')
    const size = { bytes: stickerInSmall.length, width: 3, height: 2 }
    const row = { ...size, sha256, type: 'png', name: 'emblem.png', alt: stickerShown, uploadedBy }
    const [file] = (await db('files').insert(row).returning('id')) as [{ id: string }]
    return file
  }
