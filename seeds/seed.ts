import { perform, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { seedCast } from './cast.ts'
import { seedPlaces } from './places.ts'

/** Fills an empty database with the project's facts, the demonstration cast and its story. */
export async function seed(db: Db): Promise<void> {
  await perform(db, system, seedPlaces)
  await perform(db, system, seedCast)
}
