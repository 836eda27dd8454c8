import type { Locale, Multilingual } from '#lib/locale.ts'
import type { Leg, Night, Part, PartSection, Stop, VisitInFull } from './visit.ts'

export const sections = ['itinerary', 'transport', 'nights'] as const satisfies readonly PartSection[]

export const isSection = (text: string): text is PartSection => sections.some((each) => each === text)

/** A row as it is written: stored before, or null for a new one. */
export type PartInput = { id: string | null } & (
  Omit<Stop, 'id' | 'position'> | Omit<Leg, 'id' | 'position'> | Omit<Night, 'id' | 'position'>
)

/** The fields of each part that people write in a language; the first has to be written in one. */
export const texts: Record<PartSection, readonly string[]> = {
  itinerary: ['place', 'theme'],
  transport: ['note'],
  nights: ['note'],
}

/** What cannot be left empty in any language. */
export const required: Partial<Record<PartSection, string>> = { itinerary: 'place' }

export const partsOf = (visit: VisitInFull, section: PartSection): readonly Part[] =>
  ({ itinerary: visit.stops, transport: visit.legs, nights: visit.nights })[section]

/** A stored row with its texts as they stand in one language. */
export const rowIn = (section: PartSection, part: Part, writing: Locale): Record<string, unknown> => ({
  ...part,
  ...Object.fromEntries(
    texts[section].map((name) => {
      const text = (part as unknown as Record<string, Multilingual | null>)[name]
      return [name, text?.[writing] ?? '']
    }),
  ),
})
