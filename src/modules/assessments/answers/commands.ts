import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Criterion } from '#modules/methodology/editions/methodology.ts'
import type { Answer, Assessment } from '#modules/assessments/assessment/assessment.ts'
import type { AnswerInput } from '#modules/assessments/assessment/schema.ts'

const columnOf = { score: 'score', number: 'number', yesno: 'yes', choice: 'choice' } as const

function valueColumns({ kind }: Criterion, { value, notApplicable }: AnswerInput) {
  const none = { score: null, number: null, yes: null, choice: null }
  if (notApplicable || value === null || kind === 'text') return none
  const stored = kind === 'score' ? Number(value) : kind === 'yesno' ? value === 'yes' : value
  return { ...none, [columnOf[kind]]: stored }
}

interface Place {
  assessmentId: string
  criterionId: string
}

// Whoever submits or decides changes the assessment's row; sharing a lock on it keeps the two apart.
async function storedIn({ db }: AuditedTransaction, { assessmentId, criterionId }: Place): Promise<Answer | undefined> {
  const row: (Omit<Answer, 'id'> & { id: string | null }) | undefined = await db('assessments')
    .leftJoin('assessmentAnswers', (join) =>
      join
        .on('assessmentAnswers.assessmentId', 'assessments.id')
        .andOnVal('assessmentAnswers.criterionId', criterionId),
    )
    .where({ 'assessments.id': assessmentId })
    .whereIn('state', ['draft', 'returned'])
    .forShare('assessments')
    .first('assessmentAnswers.*')
  if (!row) throw new VersionConflict('the assessment is no longer open')
  return row.id === null ? undefined : { ...row, id: row.id }
}

/** Saves the answer to one question, if nobody has saved it since the version seen; throws VersionConflict otherwise. */
export async function saveAnswer(
  tx: AuditedTransaction,
  assessment: Pick<Assessment, 'id'>,
  criterion: Criterion,
  input: AnswerInput,
  writing: Locale,
): Promise<void> {
  const place = { assessmentId: assessment.id, criterionId: criterion.id }
  const stored = await storedIn(tx, place)
  if ((stored?.version ?? 0) !== input.version)
    throw new VersionConflict(`${criterion.code} was answered by somebody else`)
  const columns = columnsOf(criterion, stored, input, writing)
  const by = { answeredBy: tx.personId, answeredAt: present(tx.db) }
  if (stored) await updateIfUnchanged<Answer>(tx, 'assessmentAnswers', stored, { ...columns, ...by })
  else await enter(tx, { ...place, ...columns, ...by }, criterion)
  await tx.record('assessment.answered', assessment.id, { criterion: criterion.code })
}

function columnsOf(criterion: Criterion, stored: Answer | undefined, input: AnswerInput, writing: Locale) {
  const write = (text: Multilingual | null | undefined, typed: string) => setTranslation(writing, text ?? null, typed)
  return {
    ...valueColumns(criterion, input),
    words: write(stored?.words, criterion.kind === 'text' ? String(input.value ?? '') : input.why),
    notApplicable: input.notApplicable,
    reason: input.notApplicable ? write(stored?.reason, input.reason) : null,
    evidence: write(stored?.evidence, input.evidence),
    meetingId: input.meetingId,
  }
}

async function enter({ db }: AuditedTransaction, row: object, { code }: Criterion) {
  const [made] = await db('assessmentAnswers')
    .insert(row)
    .onConflict(['assessmentId', 'criterionId'])
    .ignore()
    .returning('id')
  if (!made) throw new VersionConflict(`${code} was answered by somebody else`)
}
