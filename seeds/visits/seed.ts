import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import {
  setQuotas,
  markHeld,
  saveSeminarNotes,
  createVisit,
  publishVisit,
  saveSection,
} from '#modules/visits/visits/commands.ts'
import { noteLesson } from '#modules/visits/lessons/commands.ts'
import { findVisit } from '#modules/visits/visits/queries.ts'
import { addTraveller } from '#modules/visits/travellers/commands.ts'
import type { SectionRowInput } from '#modules/visits/visits/sections.ts'
import type { PartSection } from '#modules/visits/visits/visit.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import { visit as story, type DemoVisit } from './schema.ts'

/** Tells of both study visits: one that is over, and one that people are on the list for. */
export async function seedVisits(db: Db, people: People): Promise<void> {
  for (const host of ['engure', 'setomaa']) await seedVisit(db, readStory(`visits/${host}.json`, story), people)
}

async function seedVisit(db: Db, story: DemoVisit, people: People): Promise<void> {
  const host = await people(story.host)
  const hostId = await idIn(db, 'territories', { slug: story.host })
  const { title, about, packing, contact, seminar } = story
  const { slug } = await transact(db, host, (tx) =>
    createVisit(tx, {
      ...{ number: story.number, hostId, title, about, packing, contact },
      ...{ fromDay: story.from, toDay: story.to, seminarTitle: seminar.title, seminarOn: seminar.on },
      ...{ seminarStarts: seminar.starts, seminarEnds: seminar.ends, seminarPlace: seminar.place },
    }),
  )
  const visit = async (from: Db = db) => {
    const found = await findVisit(from, { id: host.id, name: '', email: '', locale: 'lv', roles: lead }, slug)
    if (!found) throw new Error(`there is no visit ${slug}`)
    return found
  }
  for (const [section, rows] of Object.entries(rowsOf(story)) as [PartSection, SectionRowInput[]][]) {
    await transact(db, host, async (tx) =>
      saveSection(tx, await visit(tx.db), section, { version: 1, rows, removed: [] }),
    )
  }
  await transact(db, host, async (tx) => {
    const { places, ...its } = await visit(tx.db)
    const given = places.map(({ parishId, slug: parish }) => ({ parishId, places: story.places[parish] ?? 0 }))
    await setQuotas(tx, its, 1, given)
    await publishVisit(tx, its)
  })
  for (const traveller of story.travellers) await addToList(db, traveller, await visit(), host)
  if (story.held) await finish(db, story, await visit(), people)
}

// Whoever tells the story sees all of it.
const lead = [
  {
    id: '',
    role: 'lead' as const,
    territoryId: null,
    parishId: null,
    confirms: false,
    from: day('2019-05-01'),
    to: null,
  },
]

function rowsOf({ stops, legs, nights }: DemoVisit): Record<PartSection, SectionRowInput[]> {
  return {
    itinerary: stops.map(({ on, ...stop }) => ({ ...stop, onDay: on, id: null })),
    transport: legs.map(({ on, from, to, note, ...leg }) => ({
      ...leg,
      ...{ onDay: on, fromPlace: from, toPlace: to, note, id: null },
    })),
    nights: nights.map(({ on, ...night }) => ({ ...night, onDay: on, note: null, id: null })),
  }
}

type Told = NonNullable<Awaited<ReturnType<typeof findVisit>>>

async function addToList(
  db: Db,
  { parish, name, email, phone, ...choices }: DemoVisit['travellers'][number],
  visit: Told,
  by: { id: string },
) {
  const parishId = visit.places.find(({ slug }) => slug === parish)?.parishId ?? ''
  const person = { name, email, phone, parishId, locale: name.includes('osaleja') ? ('et' as const) : ('lv' as const) }
  await transact(db, by, (tx) => addTraveller(tx, visit, { person, parishId, ...choices, photoConsent: true }))
}

async function finish(db: Db, { host, seminar, lessons }: DemoVisit, visit: Told, people: People) {
  await transact(db, await people(host), async (tx) => {
    await saveSeminarNotes(tx, visit, seminar.notes)
    await markHeld(tx, { ...visit, version: visit.version + 1 })
  })
  for (const { parish, by, initiative, text, public: isPublic } of lessons) {
    const parishId = visit.places.find(({ slug }) => slug === parish)?.parishId ?? ''
    const initiativeId = initiative === undefined ? null : await idIn(db, 'initiatives', { slug: initiative })
    await transact(db, await people(by), (tx) =>
      noteLesson(tx, visit, { parishId, initiativeId, text, public: isPublic }),
    )
  }
}
