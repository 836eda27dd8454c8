import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import { fillRows, readRows, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { swotRow } from '#modules/needs/needs/schema.ts'
import { isSwotKind, mostPerKind, swotKinds, type RankedRow, type Swot, type SwotKind } from './swot.ts'

const i18nScope = 'needs:swot.form'

const kindOf = ({ items }: Pick<Swot, 'items'>, key: string): SwotKind | undefined => {
  const named = items.find(({ id }) => id === key)?.kind ?? key.split('-')[1]
  return isSwotKind(named) ? named : undefined
}

/** The keys of each kind's rows in their order: what there is, and room for as many as a meeting ranks. */
export function rowKeysByKind(swot: Pick<Swot, 'items'>, keys: readonly string[]): Record<SwotKind, string[]> {
  const of = (kind: SwotKind) => {
    const own = keys.filter((key) => kindOf(swot, key) === kind)
    const free = Array.from({ length: mostPerKind }, (_, at) => `new-${kind}-${at + 1}`).filter(
      (key) => !own.includes(key),
    )
    return [...own, ...free].slice(0, Math.max(mostPerKind, own.length))
  }
  return Object.fromEntries(swotKinds.map((kind) => [kind, of(kind)])) as Record<SwotKind, string[]>
}

/** What was ranked as a form for somebody who writes texts in `writing`. */
export function fillSwot(locale: Locale, writing: Locale, swot: Swot): Form {
  const rows = swot.items.map((item) => ({ ...item, text: item.text[writing] ?? '' }))
  const form = fillRows(i18nScope, swotRow[locale], rows, (row) => (row as unknown as { id: string }).id)
  return { ...form, values: { ...form.values, public: swot.public ? 'yes' : '', version: String(swot.version) } }
}

type Reading = { ok: true; rows: RankedRow[] } | { ok: false; form: Form }

/** The rows that somebody typed, empty ones left out; at most five of each kind. */
export function readSwot(locale: Locale, writing: Locale, body: Body, swot: Swot): Reading {
  const reading = readRows(i18nScope, swotRow[locale], body)
  if (!reading.ok) return reading
  const rows = reading.input.flatMap(({ key, input }): RankedRow[] => {
    const kind = kindOf(swot, key)
    const before = swot.items.find(({ id }) => id === key)
    const text = setTranslation(writing, before?.text ?? null, input.text)
    return kind && text ? [{ key, kind, text, rank: input.rank, was: before?.rank ?? null, votes: input.votes }] : []
  })
  const over = swotKinds.flatMap((kind) => rows.filter((row) => row.kind === kind).slice(mostPerKind))
  const problems = Object.fromEntries(over.map(({ key }) => [`row.${key}.text`, { key: 'five_at_most', params: {} }]))
  return over.length === 0 ? { ok: true, rows } : { ok: false, form: withProblems(i18nScope, body, problems) }
}
