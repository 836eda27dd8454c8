import { perform, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { findPersonByEmail } from '#people/queries.ts'
import { seedCast } from './cast.ts'
import { demoParishes } from './demo-content.ts'
import { seedPlaces } from './places.ts'
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

/** Fills an empty database with the project's facts, the demonstration cast and its story. */
export async function seed(db: Db): Promise<void> {
  await perform(db, system, seedPlaces)
  await perform(db, system, seedCast)
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
  await tellTraining(db, people)
  await tellRegistrations(db, people)
  await tellAttendance(db, people)
  await tellMentors(db, people)
}
