import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import {
  blankForm,
  fillFormIn,
  readForm,
  readFormIn,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { materialForm, materialMoveForm } from './schema.ts'
import type { InitiativeChoice } from '#modules/equipment/items/item.ts'
import {
  isCorrection,
  isWithInitiative,
  moveOf,
  type MovementKind,
  type Material,
  type MaterialInput,
  type MaterialMove,
} from './material.ts'

export const i18nScope = 'equipment:material_form'
export const moveScope = 'equipment:move_form'

export const newMaterial = (territory: string): Form => blankForm(i18nScope, { territory, funding: 'project' })

/** A stored material as a form for somebody who writes texts in `writing`. */
export function fillMaterial(locale: Locale, writing: Locale, material: Material): Form {
  const form = fillFormIn(writing, i18nScope, materialForm[locale], material)
  return { ...form, values: { ...form.values, version: String(material.version) } }
}

type Reading = { ok: true; input: MaterialInput } | { ok: false; form: Form }

/** What was typed of a material, its name put into the language it was written in. */
export function readMaterial(locale: Locale, writing: Locale, body: Body, before: Material | null): Reading {
  const reading = readFormIn(writing, i18nScope, materialForm[locale], body, before)
  return reading.ok ? { ok: true, input: reading.input } : reading
}

type ReadingOfMove = { ok: true; move: MaterialMove } | { ok: false; form: Form }

const problem = (key: string): FormProblem => ({ key, params: {} })

/** What was typed of a quantity that came or went: to whom, where it went to somebody, and why, where it is corrected. */
export function readMove(locale: Locale, body: Body, choices: readonly InitiativeChoice[], today: Day): ReadingOfMove {
  const reading = readForm(moveScope, materialMoveForm[locale], body)
  if (!reading.ok) return reading
  const { happening, quantity, onDay, note } = reading.input
  const chosen = isWithInitiative(happening) ? choices.find(({ slug }) => slug === reading.input.initiative) : undefined
  const problems = { ...amountProblems(quantity, onDay, today), ...partyProblems(happening, chosen, note) }
  if (Object.keys(problems).length > 0) return { ok: false, form: withProblems(moveScope, body, problems) }
  return { ok: true, move: { ...moveOf(happening, quantity), onDay, note, initiativeId: chosen?.id ?? null } }
}

const amountProblems = (quantity: number, onDay: Day, today: Day) => ({
  ...(quantity === 0 && { quantity: problem('nothing') }),
  ...(onDay > today && { onDay: problem('future') }),
})

const partyProblems = (happening: MovementKind, chosen: InitiativeChoice | undefined, note: string) => ({
  ...(isWithInitiative(happening) && !chosen && { initiative: problem('choose') }),
  ...(isCorrection(happening) && note === '' && { note: problem('required') }),
})
