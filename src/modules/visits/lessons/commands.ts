import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Lesson, Visit } from '#modules/visits/visits/visit.ts'

interface NewLesson extends Pick<Lesson, 'parishId' | 'public'> {
  initiativeId: string | null
  text: Multilingual
}

/** Notes what a parish takes home from a visit, for its plan or for one of its initiatives. */
export async function noteLesson(tx: AuditedTransaction, visit: Pick<Visit, 'id'>, lesson: NewLesson): Promise<void> {
  await tx.db('visitLessons').insert({ ...lesson, visitId: visit.id, notedBy: tx.personId })
  await tx.record('visit.lesson_noted', visit.id, { parishId: lesson.parishId, initiativeId: lesson.initiativeId })
}

export async function deleteLesson(
  tx: AuditedTransaction,
  visit: Pick<Visit, 'id'>,
  { id }: Pick<Lesson, 'id'>,
): Promise<void> {
  await tx.db('visitLessons').where({ id }).delete()
  await tx.record('visit.lesson_removed', visit.id, { lesson: id })
}
