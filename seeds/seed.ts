import { createHash } from 'node:crypto'
import { transact, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import type { Store } from '#files/store.ts'
import { findPersonByEmail } from '#people/queries.ts'
import { seedCast } from './cast.ts'
import { stickerInSmall, stickerShown } from './demo/equipment/sticker.ts'
import { demoParishes } from './demo-content.ts'
import { seedPlaces } from './places.ts'
import { forgetful, tellActs } from './tell-acts.ts'
import { tellEquipment, type Photo } from './tell-equipment.ts'
import { tellLaunches } from './tell-launches.ts'
import { tellMentors } from './tell-mentors.ts'
import { tellMethodology } from './tell-methodology.ts'
import { tellRegistrations } from './tell-registrations.ts'
import { tellTraining } from './tell-training.ts'
import { tellTranslations } from './tell-translations.ts'
import { tell } from './tell.ts'
import { tellAssessments } from './tell-assessments.ts'
import { tellAttendance } from './tell-attendance.ts'
import { tellVersions } from './tell-versions.ts'
import { tellNeeds } from './tell-needs.ts'
import { tellVisits } from './tell-visits.ts'

/**
 * Fills an empty database with the project's facts, the demonstration cast and its story. Without `photo` the story is the
 * same, and the content of its photos is kept nowhere; without `store` its papers are kept nowhere.
 */
export async function seed(db: Db, photo: Photo = withoutContent(db), store: Store = forgetful()): Promise<void> {
  await transact(db, system, seedPlaces)
  await transact(db, system, seedCast)
  const people = async (name: string) => {
    const person = await findPersonByEmail(db, `${name}@example.org`)
    if (!person) throw new Error(`nobody in the cast is called ${name}`)
    return person
  }
  for (const parish of demoParishes) await tell(db, parish, people)
  await tellLaunches(db, people)
  await tellMethodology(db, await people('lead'))
  await tellTranslations(db, people)
  await tellAssessments(db, people)
  await tellVersions(db, people)
  await tellNeeds(db, people)
  await tellVisits(db, people)
  await tellTraining(db, people)
  await tellRegistrations(db, people)
  await tellAttendance(db, people)
  await tellMentors(db, people)
  await tellEquipment(db, people, photo)
  await tellActs({ db, people, photo, store })
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
