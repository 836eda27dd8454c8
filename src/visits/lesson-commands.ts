import type { Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Lesson, Visit } from './visit.ts'

interface NewLesson extends Pick<Lesson, 'parishId' | 'public'> {
  initiativeId: string | null
  text: Multilingual
}

/** Notes what a parish takes home from a visit, for its plan or for one of its initiatives. */
export async function learn(act: Act, visit: Pick<Visit, 'id'>, lesson: NewLesson): Promise<void> {
  await act.trx('visitLessons').insert({ ...lesson, visitId: visit.id, notedBy: act.personId })
  await act.record('visit.lesson_noted', visit.id, { parishId: lesson.parishId, initiativeId: lesson.initiativeId })
}

export async function forgetLesson(act: Act, visit: Pick<Visit, 'id'>, { id }: Pick<Lesson, 'id'>): Promise<void> {
  await act.trx('visitLessons').where({ id }).delete()
  await act.record('visit.lesson_removed', visit.id, { lesson: id })
}
