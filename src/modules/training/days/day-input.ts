import type { LeavingTextsOut } from '#platform/forms/fields.ts'
import type { TypedDay } from './schema.ts'
import type { Trainer, TrainingDate } from './training-day.ts'

/** What people say of a training day when they plan it. */
export interface DayInput extends LeavingTextsOut<Omit<TypedDay, 'trainers'>> {
  dates: DateInput[]
  trainers: Trainer[]
}

/** A date of a day; one that has an id is kept and moved, so that calendars know it again. */
export type DateInput = Omit<TrainingDate, 'id'> & { id?: string | undefined }
