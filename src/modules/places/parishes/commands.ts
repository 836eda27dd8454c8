import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { ParishInput } from './schema.ts'
import type { Parish } from './parish.ts'

type Part = 'name' | 'intro' | 'note'

const suffixes = { lv: 'Lv', et: 'Et', en: 'En' } as const

/** A text with all three languages as they were typed; null where all are empty. */
const written = (old: Multilingual | null, input: ParishInput, part: Part): Multilingual | null =>
  locales.reduce<Multilingual | null>(
    (text, locale) => setTranslation(locale, text, input[`${part}${suffixes[locale]}`]),
    old,
  )

/** What was typed about a parish, as its record keeps it. */
const parishOf = (old: Pick<Parish, 'names' | 'intro' | 'note'>, input: ParishInput) => ({
  names: written(old.names, input, 'name'),
  intro: written(old.intro, input, 'intro'),
  note: written(old.note, input, 'note'),
  kind: input.kind,
  population: input.population,
  populationYear: input.populationYear,
  populationSource: input.populationSource || null,
  areaKm2: input.areaKm2,
  code: input.code || null,
  provisional: input.provisional,
})

const inThree = <P extends Part>(part: P, text: Multilingual | null) =>
  Object.fromEntries(locales.map((locale) => [`${part}${suffixes[locale]}`, text?.[locale] ?? ''])) as Record<
    `${P}${(typeof suffixes)[Locale]}`,
    string
  >

/** A stored parish as its form shows it. */
export const parishInputOf = (parish: Parish): ParishInput => ({
  ...parish,
  ...inThree('name', parish.names),
  ...inThree('intro', parish.intro),
  ...inThree('note', parish.note),
  populationSource: parish.populationSource ?? '',
  code: parish.code ?? '',
})

/** Changes what is known of a parish; its slug, on which addresses depend, never changes. Throws VersionConflict. */
export async function updateParish(tx: AuditedTransaction, parish: Parish, input: ParishInput): Promise<void> {
  const changes = parishOf(parish, input)
  await updateIfUnchanged<Parish>(tx, 'parishes', { id: parish.id, version: input.version }, changes)
  const changed = Object.keys(changes).filter(
    (name) => JSON.stringify(changes[name as keyof typeof changes]) !== JSON.stringify(parish[name as keyof Parish]),
  )
  await tx.record('parish.updated', parish.id, { changed })
}
