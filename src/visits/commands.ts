import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import { slugOf } from '#lib/slug.ts'
import { sections } from './parts.ts'
import type { PartInput } from './parts.ts'
import type { PartSection, Section, Visit, VisitFacts, VisitInFull } from './visit.ts'

/** Begins a visit, with nothing planned for it yet. */
export async function plan(act: Act, facts: VisitFacts): Promise<{ id: string; slug: string }> {
  const slug = slugOf(`${facts.number} ${facts.title[facts.title.source] ?? ''}`) || `visit-${facts.number}`
  const [row] = (await act
    .trx('visits')
    .insert({ ...facts, slug })
    .returning(['id', 'slug'])) as [{ id: string; slug: string }]
  const names: Section[] = [...sections, 'places']
  await act.trx('visitSections').insert(names.map((section) => ({ visitId: row.id, section })))
  await act.record('visit.planned', row.id)
  return row
}

type Seen = Pick<Visit, 'id' | 'version'>

/** Rewrites what is said of a visit; throws Stale where it has moved on. */
export async function revise(act: Act, seen: Seen, facts: VisitFacts): Promise<void> {
  await amend<Visit>(act, 'visits', seen, facts)
  await act.record('visit.revised', seen.id)
}

export async function publish(act: Act, seen: Seen): Promise<void> {
  await amend<Visit>(act, 'visits', seen, { state: 'published' })
  await act.record('visit.published', seen.id)
}

export async function hold(act: Act, seen: Seen): Promise<void> {
  await amend<Visit>(act, 'visits', seen, { state: 'held' })
  await act.record('visit.held', seen.id)
}

export async function cancel(act: Act, seen: Seen, reason: Multilingual): Promise<void> {
  await amend<Visit>(act, 'visits', seen, { state: 'cancelled', reason })
  await act.record('visit.cancelled', seen.id)
}

/** Keeps what was said at the joint seminar. */
export async function keepNotes(act: Act, seen: Seen, seminarNotes: Multilingual | null): Promise<void> {
  await amend<Visit>(act, 'visits', seen, { seminarNotes })
  await act.record('visit.notes_kept', seen.id)
}

/** Takes the turn at one part of a visit as somebody has seen it; throws Stale where it has moved on. */
async function take(act: Act, { id: visitId }: Pick<Visit, 'id'>, section: Section, version: number) {
  const row = await act.trx('visitSections').where({ visitId, section }).first<{ id: string }>('id')
  await amend(act, 'visitSections', { id: row.id, version }, {})
}

const tables = { itinerary: 'visitStops', transport: 'visitLegs', nights: 'visitNights' } as const

export interface SectionInput {
  version: number
  rows: PartInput[]
  removed: readonly string[]
}

/** Writes the stops, the way or the nights of a visit anew; throws Stale where somebody was quicker. */
export async function saveSection(
  act: Act,
  visit: VisitInFull,
  section: PartSection,
  input: SectionInput,
): Promise<void> {
  await take(act, visit, section, input.version)
  const table = tables[section]
  await act.trx(table).where({ visitId: visit.id }).whereIn('id', input.removed).delete()
  for (const [position, { id, ...row }] of input.rows.entries()) {
    const facts = { ...row, position }
    if (id === null) await act.trx(table).insert({ ...facts, visitId: visit.id })
    else await act.trx(table).where({ id, visitId: visit.id }).update(facts)
  }
  await act.record('visit.section_saved', visit.id, { section })
}

/** Says how many of each parish may come; who waited comes as far as there is room now. */
export async function givePlaces(
  act: Act,
  visit: Pick<Visit, 'id'>,
  version: number,
  places: { parishId: string; places: number }[],
): Promise<void> {
  await take(act, visit, 'places', version)
  const rows = places.map((each) => ({ ...each, visitId: visit.id }))
  await act.trx('visitPlaces').insert(rows).onConflict(['visitId', 'parishId']).merge(['places'])
  await act.record('visit.places_given', visit.id)
}
