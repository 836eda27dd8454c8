import type { Day } from '#platform/values/day.ts'
import type { FormProblem, FormRow } from '#platform/forms/form-kit.ts'
import type { TypedDate, TypedDay } from './schema.ts'
import type { DateInput, DayChoices, DayInput, ProjectPeriod } from './day-input.ts'
import type { Trainer, TrainingDay } from './training-day.ts'

/** What a day is read against: what there is to choose from, when the project runs, and the day as it was. */
export interface FormContext {
  choices: DayChoices
  period: ProjectPeriod
  before: TrainingDay | null
}

type Problems = Record<string, FormProblem>

const problem = (key: string, params: object = {}): FormProblem => ({ key, params })

/** What is wrong with a day beside its single fields. */
export function dayProblems(input: TypedDay, { choices }: FormContext): Problems {
  const { modality, place, organiserId, trainers } = input
  const known = choices.territories.some(({ id }) => id === organiserId)
  return {
    ...(known ? {} : { organiserId: problem('choose') }),
    ...(modality !== 'online' && place === '' ? { place: problem('required') } : {}),
    ...(trainersIn(trainers).every(fits) ? {} : { trainers: problem('too_long', { max: 120 }) }),
  }
}

const fits = ({ name, organisation }: Trainer) => name.length <= 120 && organisation.length <= 200

/** Dates on which the project does not run, and those that are there twice. */
export function dateProblems(rows: readonly FormRow<TypedDate>[], { startsOn, endsOn }: ProjectPeriod): Problems {
  const problems: Problems = {}
  const seen = new Set<Day>()
  for (const { key, input } of rows) {
    if (input.onDay < startsOn || input.onDay > endsOn)
      problems[`row.${key}.onDay`] = problem('outside_project', { from: written(startsOn), to: written(endsOn) })
    else if (seen.has(input.onDay)) problems[`row.${key}.onDay`] = problem('twice')
    seen.add(input.onDay)
  }
  return problems
}

const written = (day: Day) => day.split('-').reverse().join('.')

/** A day as it is kept, with what there is to choose from alone. */
export function dayInput(
  input: TypedDay,
  rows: readonly FormRow<TypedDate>[],
  { choices, before }: FormContext,
): DayInput {
  const known = (ids: readonly string[], among: readonly { id: string }[]) =>
    ids.filter((id) => among.some((each) => each.id === id))
  const dateIds = new Set(before?.dates.map(({ id }) => id))
  return {
    ...input,
    parishIds: known(input.parishIds, choices.parishes),
    topicIds: known(input.topicIds, choices.topics),
    trainers: trainersIn(input.trainers),
    dates: rows.map(({ key, input: date }): DateInput => ({
      ...date,
      id: dateIds.has(key) ? key : undefined,
      halfDays: Number(date.halfDays),
    })),
  }
}

// One trainer a line: the name, then the organisation behind a comma.
const trainersIn = (lines: string): Trainer[] =>
  lines
    .split('\n')
    .map((line) => line.split(','))
    .map(([name = '', ...rest]) => ({ name: name.trim(), organisation: rest.join(',').trim() }))
    .filter(({ name }) => name !== '')
