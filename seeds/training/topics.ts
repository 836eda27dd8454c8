import { z } from 'zod'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { trainingKinds } from '#modules/training/days/training-day.ts'
import { readStory, text } from '../story.ts'

const topics = z.array(
  z.strictObject({ code: z.string(), kind: z.enum(trainingKinds), halfDays: z.int().positive(), title: text }),
)

/** Writes the catalogue of training topics: what the project's training days were about. */
export async function seedTopics({ db }: AuditedTransaction): Promise<void> {
  await db('trainingTopics').insert(readStory('training/topics.json', topics))
}
