import type { AuditedTransaction } from '#platform/db/transact.ts'
import { seedGlossary } from './glossary/seed.ts'
import { seedMethodology } from './methodology/seed.ts'
import { seedPlaces } from './places/seed.ts'
import { seedTopics } from './training/topics.ts'

/**
 * Writes what is no story: the project and its places, the words of the field, the methodology that every assessment begins
 * on, and the topics of the training.
 */
export async function seedFacts(tx: AuditedTransaction): Promise<void> {
  await seedPlaces(tx)
  await seedGlossary(tx)
  await seedMethodology(tx)
  await seedTopics(tx)
}
