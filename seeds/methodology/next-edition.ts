import { z } from 'zod'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { createEdition } from '#modules/methodology/editions/commands.ts'
import { addCriterion, updateCriterion } from '#modules/methodology/editions/part-commands.ts'
import { criteriaOf, type Methodology } from '#modules/methodology/editions/methodology.ts'
import { findMethodology, findPublished } from '#modules/methodology/editions/queries.ts'
import { readStory, text } from '../story.ts'

const edition = z.strictObject({
  wordings: z.array(z.strictObject({ code: z.string(), guidance: text })),
  weights: z.array(z.strictObject({ code: z.string(), weight: z.int() })),
  questions: z.array(z.strictObject({ code: z.string(), question: text })),
})

/** After the first round the lead partner begins the next version: one weight, one wording, and a question not finished yet. */
export async function seedMethodologyEditions(db: Db, lead: { id: string }): Promise<void> {
  const published = await findPublished(db)
  if (!published) throw new Error('there is no methodology to begin from')
  await transact(db, lead, async (tx) => {
    const { id } = await createEdition(tx, published.family, published)
    await tx.record('methodology.cloned', id, { family: published.family, from: published.edition })
    const draft = await findMethodology(tx.db, id)
    if (draft) await prepare(tx, draft)
  })
}

async function prepare(tx: AuditedTransaction, draft: Methodology) {
  const { wordings, weights, questions } = readStory('methodology/next-edition.json', edition)
  for (const { code, ...changes } of [...wordings, ...weights]) {
    const criterion = criteriaOf(draft).find((each) => each.code === code)
    if (criterion) await updateCriterion(tx, draft, criterion, { ...criterion, ...changes })
  }
  const [first] = draft.sections
  if (!first) return
  for (const each of questions) await addCriterion(tx, draft, first, { ...each, kind: 'score' })
}
