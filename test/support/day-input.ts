import type { DayInput } from '#modules/training/days/day-input.ts'

/** What is typed of a training day of which nothing is wanted but this. */
export const dayInput = (wanted: Pick<DayInput, 'organiserId' | 'title' | 'dates'> & Partial<DayInput>): DayInput => ({
  kind: 'theory',
  about: null,
  modality: 'onsite',
  place: '',
  onlineAt: '',
  languages: ['lv'],
  interpretation: null,
  capacity: null,
  registrationClosesOn: null,
  agenda: null,
  parishIds: [],
  topicIds: [],
  trainers: [],
  ...wanted,
})
