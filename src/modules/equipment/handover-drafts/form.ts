import type { Locale } from '#platform/i18n/locale.ts'
import { fillForm, readForm, readRows, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import {
  languagesOf,
  languagePairOf,
  type HandoverInput,
  type HandoverLine,
  type HandoverParty,
  type ItemCondition,
} from '#modules/equipment/handovers/handover.ts'
import type { HandoverOption } from '#modules/equipment/handovers/options.ts'
import { handoverForm, handoverLineForm } from '#modules/equipment/handovers/schema.ts'

export const handoverScope = 'handovers:form'

/** What may stand on the handover, as a form needs it. */
type Choosable = Pick<HandoverOption, 'id' | 'kind' | 'damaged' | 'stock'>

const partyFields = (side: 'gives' | 'takes', { name, organisation, role }: HandoverParty) => ({
  [`${side}Name`]: name,
  [`${side}Organisation`]: organisation,
  [`${side}Role`]: role,
})

/** What is known of a thing before anybody looks at it: that it is damaged, where somebody said so. */
const known = ({ damaged }: Pick<HandoverOption, 'damaged'>): ItemCondition | '' => (damaged ? 'damaged' : '')

/** A line as a form shows it: its condition is empty until somebody has looked at the thing. */
export type TypedLine = Pick<HandoverLine, 'itemId' | 'materialId' | 'note' | 'quantity'> & {
  condition: ItemCondition | ''
}

/** A handover as a form: what is typed of it, and its lines among what may stand on it. */
export function fillHandover(
  locale: Locale,
  input: HandoverInput,
  lines: readonly TypedLine[],
  choices: readonly Pick<HandoverOption, 'id' | 'damaged'>[],
  more: Body = {},
): Form {
  const { basis, languages, place, onDay, gives, takes } = input
  const stored = {
    basis,
    pair: languagePairOf(languages),
    place,
    onDay,
    ...partyFields('gives', gives),
    ...partyFields('takes', takes),
  }
  const form = fillForm(
    handoverScope,
    handoverForm[locale],
    stored as Parameters<typeof fillForm<(typeof handoverForm)[Locale]>>[2],
  )
  const rows: Body = {
    ...Object.fromEntries(choices.map((choice) => [`row.${choice.id}.condition`, known(choice)])),
    items: lines.flatMap(({ itemId }) => itemId ?? []),
  }
  for (const { itemId, materialId, condition, note, quantity } of lines) {
    const id = itemId ?? materialId
    Object.assign(rows, { [`row.${id}.condition`]: condition, [`row.${id}.note`]: note })
    if (materialId !== null) rows[`row.${id}.quantity`] = String(quantity).replace('.', locale === 'en' ? '.' : ',')
  }
  return { ...form, values: { ...form.values, ...rows, ...more } }
}

type Reading = { ok: true; input: HandoverInput; lines: Omit<HandoverLine, 'id'>[] } | { ok: false; form: Form }

/** What somebody typed of a handover, and which of its things they chose; nothing else is on it, whatever is posted. */
export function readHandover(locale: Locale, body: Body, choices: readonly Choosable[]): Reading {
  const ticked = [body['items'] ?? []].flat()
  const isChosen = ({ id, kind }: Choosable) =>
    kind === 'item' ? ticked.includes(id) : Boolean(body[`row.${id}.quantity`])
  const chosen = choices.filter(isChosen)
  const typed = readForm(handoverScope, handoverForm[locale], body)
  const rows = readRows(handoverScope, handoverLineForm[locale], withDefaults(body, chosen))
  const problems = {
    ...(typed.ok ? {} : typed.form.problems),
    ...(rows.ok ? overStock(rows.input, chosen) : rows.form.problems),
    ...(chosen.length === 0 && { items: { key: 'some_lines', params: {} } }),
  }
  if (!typed.ok || !rows.ok || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(handoverScope, body, problems) }
  const lines = rows.input.map(({ key, input }): Omit<HandoverLine, 'id'> => {
    const isItem = chosen.find(({ id }) => id === key)?.kind === 'item'
    const { condition, note, quantity } = input
    return {
      itemId: isItem ? key : null,
      materialId: isItem ? null : key,
      quantity: isItem ? 1 : (quantity ?? 1),
      condition,
      note,
    }
  })
  return { ok: true, input: inputOf(typed.input), lines }
}

// Rows as they are read: those chosen, and where a form says nothing of one, what it would have shown.
const withDefaults = (body: Body, chosen: readonly Choosable[]): Body => ({
  ...Object.fromEntries(
    chosen.flatMap(({ id, kind, damaged }) => [
      [`row.${id}.condition`, kind === 'material' ? 'good' : known({ damaged })],
      [`row.${id}.note`, ''],
      [`row.${id}.quantity`, ''],
    ]),
  ),
  ...body,
  rows: chosen.map(({ id }) => id).join(' '),
})

const overStock = (
  rows: readonly { key: string; input: { quantity: number | null } }[],
  chosen: readonly Choosable[],
) =>
  Object.fromEntries(
    rows
      .filter(({ key, input }) => {
        const choice = chosen.find(({ id }) => id === key)
        return choice?.kind === 'material' && (input.quantity ?? 0) > choice.stock
      })
      .map(({ key }) => [`row.${key}.quantity`, { key: 'stock', params: {} }]),
  )

type Typed = Extract<ReturnType<typeof readForm<(typeof handoverForm)[Locale]>>, { ok: true }>['input']

const inputOf = (typed: Typed): HandoverInput => ({
  basis: typed.basis,
  languages: languagesOf(typed.pair),
  place: typed.place,
  onDay: typed.onDay,
  gives: { name: typed.givesName, organisation: typed.givesOrganisation, role: typed.givesRole },
  takes: { name: typed.takesName, organisation: typed.takesOrganisation, role: typed.takesRole },
})
