import type { Revision } from '#modules/autosave/revision.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { mergeValues, type RowValues } from '#platform/values/merge.ts'
import { fillForm, type Form } from '#platform/forms/form-kit.ts'
import { initiativeTexts, type PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { initiativeForm, type InitiativeInput } from './schema.ts'

export const initiativeScope = 'plans:initiative'

/** What the plan says of an initiative as a form, its texts in the language they are written in now. */
export const formOfInitiative = (initiative: PlannedInitiative, locale: Locale, writing: Locale): Form =>
  fillForm(initiativeScope, initiativeForm[locale], inputOf(initiative, writing))

function inputOf(initiative: PlannedInitiative, writing: Locale): InitiativeInput {
  const shown = initiativeTexts.map((field) => [field, initiative[field]?.[writing] ?? ''])
  const fields = { ...initiative, responsible: initiative.responsible ?? '' }
  return { ...fields, ...(Object.fromEntries(shown) as Record<(typeof initiativeTexts)[number], string>) }
}

/** A field that two people changed: mine stands in the form, and theirs can be taken instead. */
export interface FieldConflict {
  name: string
  field: string
  mine: string
  theirs: string
  instead: string
}

/** What somebody typed of an initiative, put together with what was saved since; without the saves, all that differs clashes. */
export function mergedInitiative(
  stored: PlannedInitiative,
  { version: _, ...typed }: InitiativeInput,
  saves: Revision[] | null,
  writing: Locale,
) {
  const before = saves?.at(-1)?.before[0] as PlannedInitiative | undefined
  const base: RowValues = before ? { ...inputOf(before, writing) } : {}
  const { input, clashes } = mergeValues(base, typed, { ...inputOf(stored, writing) })
  return { input: { ...input, version: stored.version } as unknown as InitiativeInput, clashes }
}

/** The form of what is merged, and what of theirs differs where both changed the same. */
export function formOfMergedInitiative(
  input: InitiativeInput,
  clashes: string[],
  stored: PlannedInitiative,
  { locale, writing }: { locale: Locale; writing: Locale },
) {
  const form = fillForm(initiativeScope, initiativeForm[locale], input)
  const theirs = formOfInitiative(stored, locale, writing).values
  const conflicts = clashes.map((field): FieldConflict => {
    const [mine, their] = [form.values, theirs].map((values) => [values[field] ?? ''].flat().join(', '))
    return { name: field, field, mine: mine ?? '', theirs: their ?? '', instead: their ?? '' }
  })
  return { form, conflicts }
}
