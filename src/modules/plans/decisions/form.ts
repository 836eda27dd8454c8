import { newRowKey } from '#platform/forms/row-key.ts'
import type { Day } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import {
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
  type FormRow,
} from '#platform/forms/form-kit.ts'
import type { ApprovalCondition } from '#modules/plans/plan/remarks.ts'
import { conditionLibrary, type LibraryKey } from '#modules/plans/review/condition-library.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { conditionForm } from '#modules/plans/review/schema.ts'
import { sections, type SectionName } from '#modules/plans/plan/plan.ts'
import type { ReviewNote } from '#modules/plans/plan/submission.ts'

const conditionScope = 'review:condition'
export const returnScope = 'review:return'

/** A place that a note may be about: a section, or one initiative in a section that each has of its own. */
export interface NotePlace {
  /** The name of its field. */
  name: string
  section: SectionName
  initiative: Pick<PlannedInitiative, 'id' | 'slug' | 'title'> | null
}

const ofEachInitiative: readonly SectionName[] = ['initiatives', 'finance']

/** The places of a plan in the order of its sections. */
export const notePlaces = (initiatives: readonly PlannedInitiative[]): NotePlace[] =>
  sections.flatMap((section): NotePlace[] =>
    ofEachInitiative.includes(section)
      ? initiatives.map((initiative) => ({ name: `about.${section}.${initiative.slug}.remark`, section, initiative }))
      : [{ name: `about.${section}.remark`, section, initiative: null }],
  )

/** The notes that somebody wrote about single places. */
export const notesOfPlaces = (
  input: Record<string, unknown>,
  places: readonly NotePlace[],
  writing: Locale,
): Pick<ReviewNote, 'section' | 'initiativeId' | 'note'>[] =>
  places.flatMap(({ name, section, initiative }) => {
    const typed = (input[name] ?? '') as string
    if (typed === '') return []
    return [{ section, initiativeId: initiative?.id ?? null, note: { source: writing, [writing]: typed } }]
  })

/** The form of an approval as typed, with `count` empty conditions added at its end. */
export const withConditions = (typed: Body, count: number): Form =>
  withProblems(
    conditionScope,
    { ...typed, rows: [...rowKeys(typed), ...Array.from({ length: count }, newRowKey)].join(' ') },
    {},
  )

type Reading = { ok: true; conditions: Pick<ApprovalCondition, 'text' | 'dueOn'>[] } | { ok: false; form: Form }

/** The conditions that somebody typed or picked, empty rows left out, or what is wrong with them. */
export function readConditions(body: Body, locale: Locale, writing: Locale, present: Day): Reading {
  const reading = readRows(conditionScope, conditionForm[locale], body)
  if (!reading.ok) return reading
  const rows = reading.input.filter(({ input }) => input.text !== '' || input.pick !== null || input.dueOn !== null)
  const problems = Object.assign({}, ...rows.map((row) => problemsOf(row, present))) as Record<string, FormProblem>
  if (Object.keys(problems).length > 0) return { ok: false, form: withProblems(conditionScope, body, problems) }
  const conditions = rows.flatMap(({ input }) => {
    const text = textOf(input, writing)
    return text && input.dueOn ? [{ text, dueOn: input.dueOn }] : []
  })
  return { ok: true, conditions }
}

type Typed = { text: string; pick: LibraryKey | null; dueOn: Day | null }

const textOf = ({ text, pick }: Typed, writing: Locale): Multilingual | null =>
  text === '' ? pick && conditionLibrary[pick] : { source: writing, [writing]: text }

function problemsOf({ key, input }: FormRow<Typed>, present: Day): Record<string, FormProblem> {
  const wrong = (field: string, problem: string) => ({ [`row.${key}.${field}`]: { key: problem, params: {} } })
  return {
    ...(input.text === '' && input.pick === null && wrong('text', 'required')),
    ...(input.dueOn === null && wrong('dueOn', 'required')),
    ...(input.dueOn !== null && input.dueOn < present && wrong('dueOn', 'past')),
  }
}
