import type { Trainer, TrainingDate, TrainingDay } from './training.ts'

/** What people say of a training day when they plan it. */
export interface DayFacts extends Pick<
  TrainingDay,
  | 'kind'
  | 'title'
  | 'about'
  | 'organiserId'
  | 'modality'
  | 'place'
  | 'onlineAt'
  | 'languages'
  | 'interpretation'
  | 'capacity'
  | 'registrationClosesOn'
  | 'agenda'
> {
  dates: DateFacts[]
  parishIds: string[]
  topicIds: string[]
  trainers: Trainer[]
}

/** A date of a day; one that has an id is kept and moved, so that calendars know it again. */
export type DateFacts = Omit<TrainingDate, 'id'> & { id?: string | undefined }
