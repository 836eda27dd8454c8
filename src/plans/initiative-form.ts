import type { Locale } from '#lib/locale.ts'
import { fill, type Body, type Form } from '#web/form.ts'
import type { PlannedInitiative } from './content.ts'
import { initiativeForm } from './forms.ts'

export const initiativeScope = 'plans:initiative'

/** What the plan says of an initiative as a form, its texts in the language they are written in now. */
export function formOfInitiative(initiative: PlannedInitiative, locale: Locale, writing: Locale): Form {
  const { title, summary, description, place, risks, sustainability, ...facts } = initiative
  const texts = { title, summary, description, place, risks, sustainability }
  const shown = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text?.[writing] ?? '']))
  const stored = { ...facts, responsible: facts.responsible ?? '', ...shown }
  return fill(initiativeScope, initiativeForm[locale], stored as never)
}

export interface FieldDifference {
  field: string
  mine: string
  theirs: string
}

/** Where what one person typed of an initiative differs from what another saved meanwhile. */
export function initiativeDifferences(mine: Body, theirs: Body): FieldDifference[] {
  return Object.keys(theirs).flatMap((field) => {
    const [a, b] = [mine, theirs].map((values) => plain(values[field])) as [string, string]
    return a === b || field === 'version' ? [] : [{ field, mine: a, theirs: b }]
  })
}

const plain = (typed: Body[string]) => [typed ?? ''].flat().join(', ').replaceAll('\r\n', '\n').trim()
