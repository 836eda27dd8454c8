import type { WithOptionalTexts } from '#platform/forms/fields.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import type { TypedDay } from './schema.ts'
import type { Trainer, TrainingDate, TrainingKind, TrainingParish, TrainingTopic } from './training-day.ts'

/** What a day can be organised by, for and about. */
export interface DayChoices {
  /** Those whose days the person may plan. */
  territories: { id: string; slug: string; names: Multilingual }[]
  parishes: (TrainingParish & { territoryNames: Multilingual })[]
  /** What fits the parish that was typed, where those there are are too many for a list; those above are then the ones chosen. */
  typed: ParishChoices
  topics: (TrainingTopic & { kind: TrainingKind })[]
}

/** When the project runs, first and last day. */
export interface ProjectPeriod {
  startsOn: Day
  endsOn: Day
}

/** What people say of a training day when they plan it. */
export interface DayInput extends WithOptionalTexts<Omit<TypedDay, 'trainers'>> {
  dates: DateInput[]
  trainers: Trainer[]
}

/** A date of a day; one that has an id is kept and moved, so that calendars know it again. */
export type DateInput = Omit<TrainingDate, 'id'> & { id?: string | undefined }
