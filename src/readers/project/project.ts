import { day, type Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'

/** The project that pays for all this: its names, its days and its money. */
export interface Project {
  code: string
  names: Multilingual
  programme: Multilingual
  priority: Multilingual
  objective: Multilingual
  startsOn: Day
  endsOn: Day
  budget: Cents
  erdf: Cents
}

export interface Partner {
  number: number
  names: Multilingual
  country: 'LV' | 'EE'
  territories: Multilingual[]
}

/** The day on which the portal was last assessed for accessibility, and its statement was written and reviewed. */
export const assessedOn = day('2026-11-23')

/** Training days planned for the whole project, as its partners announced them. */
export const trainingDays = { theoretical: 26, practical: 16 } as const

/** The sections of the pages about the portal itself, in their order; the words are in `pages.json`. */
export const projectSections = {
  about: ['what', 'who', 'money', 'parishes', 'activities', 'portal', 'unverified'],
  privacy: ['short', 'what', 'not', 'cookies', 'who', 'rights', 'contact'],
  accessibility: [
    'commitment',
    'status',
    'gaps',
    'browsers',
    'assessed',
    'evidence',
    'alternatives',
    'feedback',
    'enforcement',
    'prepared',
  ],
} as const
