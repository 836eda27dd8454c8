import type { Multilingual } from '#platform/i18n/locale.ts'
import { alutaguseParishes } from './alutaguse.ts'
import { latvianParishes } from './latvia.ts'
import type { ReferenceParish } from './parish.ts'
import { setomaaParishes } from './setomaa.ts'

/** The project as its partners announced it. The English title is official; the other titles are working translations. */
export const project = {
  code: 'CB778',
  shortName: 'Act Local',
  names: {
    source: 'en',
    en: 'Creation of new employment opportunities for people living in rural remote areas through designing and piloting village community services',
    lv: 'Jaunu nodarbinātības iespēju radīšana attālu lauku teritoriju iedzīvotājiem, veidojot un izmēģinot ciemu kopienu pakalpojumus',
    et: 'Uute töövõimaluste loomine maapiirkondade äärealade elanikele külakogukonna teenuste kujundamise ja katsetamise kaudu',
  } as Multilingual,
  programme: {
    source: 'en',
    en: 'Central Baltic Programme 2014–2020',
    lv: 'Centrālās Baltijas jūras reģiona programma 2014.–2020. gadam',
    et: 'Kesk-Läänemere programm 2014–2020',
  } as Multilingual,
  priority: {
    source: 'en',
    en: 'P4 Skilled and socially inclusive region',
    lv: 'P4 Prasmīgs un sociāli iekļaujošs reģions',
    et: 'P4 Oskuslik ja sotsiaalselt kaasav piirkond',
  } as Multilingual,
  specificObjective: {
    source: 'en',
    en: '4.1 More people benefiting from stronger Central Baltic communities',
    lv: '4.1. Vairāk cilvēku gūst labumu no stiprākām Centrālās Baltijas jūras reģiona kopienām',
    et: '4.1 Rohkem inimesi saab kasu tugevamatest Kesk-Läänemere piirkonna kogukondadest',
  } as Multilingual,
  startsOn: '2019-05-01',
  endsOn: '2021-04-30',
  /** Euro cents. The ERDF share is the published amount, never a rate of the budget: 79 % would be one cent more. */
  budget: 26478703,
  erdf: 20918174,
} as const

export interface ReferencePartner {
  number: 1 | 2 | 3 | 4
  names: Multilingual
  country: 'LV' | 'EE'
  lead: boolean
}

// Setomaa Liit stands first in every public list and is taken for the lead partner; no source calls it so.
export const partners: readonly ReferencePartner[] = [
  {
    number: 1,
    names: { source: 'et', et: 'Setomaa Liit', lv: 'Setomaa apvienība', en: 'Union of Setomaa' },
    country: 'EE',
    lead: true,
  },
  {
    number: 2,
    names: {
      source: 'et',
      et: 'Alutaguse Vallavalitsus',
      lv: 'Alutaguses pašvaldība',
      en: 'Alutaguse Municipality',
    },
    country: 'EE',
    lead: false,
  },
  {
    number: 3,
    names: { source: 'lv', lv: 'Apes novada dome', et: 'Ape omavalitsus', en: 'Ape Municipality Council' },
    country: 'LV',
    lead: false,
  },
  {
    number: 4,
    names: { source: 'lv', lv: 'Engures novada dome', et: 'Engure omavalitsus', en: 'Engure Municipality Council' },
    country: 'LV',
    lead: false,
  },
]

export interface ReferenceTerritory {
  slug: string
  partner: ReferencePartner['number']
  names: Multilingual
  country: 'LV' | 'EE'
  /** Code of the region in the version of the NUTS classification that held during the project (2016). */
  nuts3?: string
}

export const territories: readonly ReferenceTerritory[] = [
  {
    slug: 'ape',
    partner: 3,
    names: { source: 'lv', lv: 'Apes novads', et: 'Ape piirkond', en: 'Ape Municipality' },
    country: 'LV',
    nuts3: 'LV008',
  },
  {
    slug: 'engure',
    partner: 4,
    names: { source: 'lv', lv: 'Engures novads', et: 'Engure piirkond', en: 'Engure Municipality' },
    country: 'LV',
    nuts3: 'LV007',
  },
  {
    slug: 'setomaa',
    partner: 1,
    names: { source: 'et', et: 'Setomaa', lv: 'Setomaa', en: 'Setomaa' },
    country: 'EE',
    nuts3: 'EE008',
  },
  {
    slug: 'alutaguse',
    partner: 2,
    names: { source: 'et', et: 'Alutaguse', lv: 'Alutaguse', en: 'Alutaguse' },
    country: 'EE',
    nuts3: 'EE007',
  },
]

export const parishes: readonly ReferenceParish[] = [...latvianParishes, ...setomaaParishes, ...alutaguseParishes]

/** The territory that a parish of the project lies in. */
export function territoryOf(parish: string): string {
  const found = parishes.find(({ slug }) => slug === parish)
  if (!found) throw new Error(`there is no parish ${parish}`)
  return found.territory
}
