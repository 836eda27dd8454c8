import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import type { TravelLeg, Night, VisitSectionRow, PartSection, ProgrammeStop, VisitInFull } from './visit.ts'

export const visitSections = ['itinerary', 'transport', 'nights'] as const satisfies readonly PartSection[]

export const isVisitSection = (text: string): text is PartSection => visitSections.some((each) => each === text)

/** A row as it is written: stored before, or null for a new one. */
export type SectionRowInput = { id: string | null } & (
  Omit<ProgrammeStop, 'id' | 'position'> | Omit<TravelLeg, 'id' | 'position'> | Omit<Night, 'id' | 'position'>
)

/** The fields of each part that people write in a language; the first has to be written in one. */
export const sectionTexts: Record<PartSection, readonly string[]> = {
  itinerary: ['place', 'theme'],
  transport: ['note'],
  nights: ['note'],
}

/** What cannot be left empty in any language. */
export const requiredFields: Partial<Record<PartSection, string>> = { itinerary: 'place' }

export const sectionRows = (visit: VisitInFull, section: PartSection): readonly VisitSectionRow[] =>
  ({ itinerary: visit.stops, transport: visit.legs, nights: visit.nights })[section]

/** A stored row with its texts as they stand in one language. */
export const sectionRowIn = (
  section: PartSection,
  part: VisitSectionRow,
  writing: Locale,
): Record<string, unknown> => ({
  ...part,
  ...Object.fromEntries(
    sectionTexts[section].map((name) => {
      const text = (part as unknown as Record<string, Multilingual | null>)[name]
      return [name, text?.[writing] ?? '']
    }),
  ),
})
