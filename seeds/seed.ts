import { createHash } from 'node:crypto'
import { transact, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import type { Store } from '#files/store.ts'
import { findPersonByEmail } from '#people/queries.ts'
import { seedDemoAccounts } from './cast.ts'
import { stickerInSmall, stickerShown } from './demo/equipment/sticker.ts'
import { demoParishes } from './demo-content.ts'
import { seedPlaces } from './places.ts'
import { handoverNotReturned, seedHandovers } from './tell-acts.ts'
import { seedEquipment, type Photo } from './tell-equipment.ts'
import { seedLaunches } from './tell-launches.ts'
import { seedMentors } from './tell-mentors.ts'
import { seedMethodologyEditions } from './tell-methodology.ts'
import { seedRegistrations } from './tell-registrations.ts'
import { seedTraining } from './tell-training.ts'
import { seedTranslations } from './tell-translations.ts'
import { seedParishes } from './tell.ts'
import { seedAssessments } from './tell-assessments.ts'
import { seedAttendance } from './tell-attendance.ts'
import { seedVersions } from './tell-versions.ts'
import { seedNeeds } from './tell-needs.ts'
import { seedVisits } from './tell-visits.ts'

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
