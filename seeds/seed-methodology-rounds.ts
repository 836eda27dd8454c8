import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { createEdition } from '#modules/methodology/editions/commands.ts'
import { addCriterion, updateCriterion } from '#modules/methodology/editions/part-commands.ts'
import { criteriaOf, type Methodology } from '#modules/methodology/editions/methodology.ts'
import { findMethodology, findPublished } from '#modules/methodology/editions/queries.ts'

const question: Multilingual = {
  source: 'et',
  et: 'Kui lihtne on uuel tulijal külakogukonna ellu sisse elada?',
  lv: 'Cik viegli jaunienācējam iejusties pagasta dzīvē?',
}

const guidance: Multilingual = {
  source: 'en',
  lv: 'Domājiet par pēdējiem 12 mēnešiem: talkām, svētkiem, biedrību un skolas darbu.',
  et: 'Mõelge viimasele 12 kuule: talgud, peod, ühenduste ja kooli töö.',
  en: 'Think of the last 12 months: work bees, feasts, the work of associations and of the school.',
}

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
  const [first] = draft.sections
  const revised = async (code: string, changes: object) => {
    const criterion = criteriaOf(draft).find((each) => each.code === code)
    if (criterion) await updateCriterion(tx, draft, criterion, { ...criterion, ...changes })
  }
  await revised('people.active', { guidance })
  await revised('people.languages', { weight: 2 })
  if (first) await addCriterion(tx, draft, first, { code: 'people.newcomers', kind: 'score', question })
}
