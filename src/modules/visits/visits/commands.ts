import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { slugOf } from '#platform/values/slug.ts'
import { visitSections } from './sections.ts'
import type { SectionRowInput } from './sections.ts'
import type { PartSection, VisitSection, Visit, VisitInput, VisitInFull } from './visit.ts'

/** Begins a visit, with nothing planned for it yet. */
export async function createVisit(tx: AuditedTransaction, input: VisitInput): Promise<{ id: string; slug: string }> {
  const [row] = (await tx
    .db('visits')
    .insert({ ...input, slug: slugFor(input) })
    .returning(['id', 'slug'])) as [{ id: string; slug: string }]
  const names: VisitSection[] = [...visitSections, 'places']
  await tx.db('visitSections').insert(names.map((section) => ({ visitId: row.id, section })))
  await tx.record('visit.created', row.id)
  return row
}

// The number is its own, and so no other visit has this address.
const slugFor = ({ number, title }: Pick<VisitInput, 'number' | 'title'>) =>
  slugOf(`${number} ${title[title.source] ?? ''}`) || `visit-${number}`

type Seen = Pick<Visit, 'id' | 'version'>

/** Rewrites what is said of a visit; throws VersionConflict where it has moved on. */
export async function updateVisit(tx: AuditedTransaction, seen: Seen, input: VisitInput): Promise<void> {
  await updateIfUnchanged<Visit>(tx, 'visits', seen, input)
  await tx.record('visit.updated', seen.id)
}

/** Lets everybody see a visit, at the address of its present title; the one it was planned under leads there. */
export async function publishVisit(tx: AuditedTransaction, seen: Seen): Promise<void> {
  const visit: Visit = await tx.db('visits').where({ id: seen.id }).first('slug', 'number', 'title')
  const slug = slugFor(visit)
  const moved = slug === visit.slug ? {} : { slug, plannedAs: visit.slug }
  await updateIfUnchanged<Visit>(tx, 'visits', seen, { state: 'published', ...moved })
  await tx.record('visit.published', seen.id)
}

export async function markHeld(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await updateIfUnchanged<Visit>(tx, 'visits', seen, { state: 'held' })
  await tx.record('visit.held', seen.id)
}

export async function cancelVisit(tx: AuditedTransaction, seen: Seen, reason: Multilingual): Promise<void> {
  await updateIfUnchanged<Visit>(tx, 'visits', seen, { state: 'cancelled', reason })
  await tx.record('visit.cancelled', seen.id)
}

/** Keeps what was said at the joint seminar. */
export async function saveSeminarNotes(
  tx: AuditedTransaction,
  seen: Seen,
  seminarNotes: Multilingual | null,
): Promise<void> {
  await updateIfUnchanged<Visit>(tx, 'visits', seen, { seminarNotes })
  await tx.record('visit.notes_saved', seen.id)
}

/** Takes the turn at one part of a visit as somebody has seen it; throws VersionConflict where it has moved on. */
async function take(
  tx: AuditedTransaction,
  { id: visitId }: Pick<Visit, 'id'>,
  section: VisitSection,
  version: number,
) {
  const row = await tx.db('visitSections').where({ visitId, section }).first<{ id: string }>('id')
  await updateIfUnchanged(tx, 'visitSections', { id: row.id, version }, {})
}

const tables = { itinerary: 'visitStops', transport: 'visitLegs', nights: 'visitNights' } as const

export interface SectionInput {
  version: number
  rows: SectionRowInput[]
  removed: readonly string[]
}

/** Writes the stops, the way or the nights of a visit anew; throws VersionConflict where somebody was quicker. */
export async function saveSection(
  tx: AuditedTransaction,
  visit: VisitInFull,
  section: PartSection,
  input: SectionInput,
): Promise<void> {
  await take(tx, visit, section, input.version)
  const table = tables[section]
  await tx.db(table).where({ visitId: visit.id }).whereIn('id', input.removed).delete()
  for (const [position, { id, ...row }] of input.rows.entries()) {
    const placed = { ...row, position }
    if (id === null) await tx.db(table).insert({ ...placed, visitId: visit.id })
    else await tx.db(table).where({ id, visitId: visit.id }).update(placed)
  }
  await tx.record('visit.section_saved', visit.id, { section })
}

/** Says how many of each parish may come; who waited comes as far as there is room now. */
export async function setQuotas(
  tx: AuditedTransaction,
  visit: Pick<Visit, 'id'>,
  version: number,
  places: { parishId: string; places: number }[],
): Promise<void> {
  await take(tx, visit, 'places', version)
  const rows = places.map((each) => ({ ...each, visitId: visit.id }))
  await tx.db('visitPlaces').insert(rows).onConflict(['visitId', 'parishId']).merge(['places'])
  await tx.record('visit.quotas_set', visit.id)
}
