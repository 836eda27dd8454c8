import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { priorities } from '#modules/needs/needs/need.ts'
import { trainingKinds } from '#modules/training/days/training-day.ts'

export const topicForm = inEachLocale((field) =>
  z.object({
    lv: field.text(200),
    et: field.text(200),
    en: field.text(200),
    kind: required(field.choice(trainingKinds), 'choose'),
    halfDays: required(field.whole(1, 20), 'required'),
  }),
)

/** What a topic is in a programme for; a new one is chosen from the catalogue. */
export const programmeTopicForm = inEachLocale((field) =>
  z.object({
    topicId: required(field.id(), 'choose'),
    priority: required(field.choice(priorities), 'choose'),
    needIds: field.ids(),
  }),
)

export const returnForm = inEachLocale((field) => z.object({ note: field.required(1000) }))
