import type { Multilingual } from '#platform/i18n/locale.ts'
import type { ReferenceParish } from './parish.ts'

// Both municipalities ended on 1 July 2021, two months after the project: their names are right for its period only.
const apesNovads: Multilingual = {
  source: 'lv',
  lv: 'Projekta laikā: Apes novads. Kopš 2021. gada 1. jūlija: Smiltenes novads.',
  et: 'Projekti ajal: Apes novads. Alates 1. juulist 2021: Smiltenes novads.',
  en: 'During the project: Ape Municipality (Apes novads). Since 1 July 2021: Smiltene Municipality (Smiltenes novads).',
}

const enguresNovads: Multilingual = {
  source: 'lv',
  lv: 'Projekta laikā: Engures novads. Kopš 2021. gada 1. jūlija: Tukuma novads.',
  et: 'Projekti ajal: Engures novads. Alates 1. juulist 2021: Tukuma novads.',
  en: 'During the project: Engure Municipality (Engures novads). Since 1 July 2021: Tukums Municipality (Tukuma novads).',
}

const ape = { territory: 'ape', municipality: apesNovads, provisional: false } as const
const engure = { territory: 'engure', municipality: enguresNovads, provisional: false } as const
const apeCount = { populationOn: 2021, populationSource: 'Apes novads, 01.01.2021' }
const engureCount = { populationOn: 2011, populationSource: 'Engures novads, s. d. (~2011)' }

export const latvianParishes: readonly ReferenceParish[] = [
  {
    slug: 'ape',
    names: { source: 'lv', lv: 'Apes pilsēta un Apes pagasts', et: 'Ape linn ja vald', en: 'Ape town and parish' },
    kind: 'town_and_parish', // the project counted the town and the parish as one: 893 + 488 people, 2.5 + 124.9 km²
    population: 1381,
    areaKm2: 127.4,
    lat: 57.539,
    lon: 26.693,
    code: 'ATVK 0360805', // the town's; the parish's own number is not known
    ...ape,
    ...apeCount,
  },
  {
    slug: 'gaujiena',
    names: { source: 'lv', lv: 'Gaujienas pagasts', et: 'Gaujiena vald', en: 'Gaujiena Parish' },
    kind: 'parish',
    population: 851,
    areaKm2: 126,
    lat: 57.515,
    lon: 26.399,
    code: null,
    ...ape,
    ...apeCount,
  },
  {
    slug: 'trapene',
    names: { source: 'lv', lv: 'Trapenes pagasts', et: 'Trapene vald', en: 'Trapene Parish' },
    kind: 'parish',
    population: 687,
    areaKm2: 137.2,
    lat: 57.449,
    lon: 26.59,
    code: null,
    ...ape,
    ...apeCount,
  },
  {
    slug: 'viresi',
    names: { source: 'lv', lv: 'Virešu pagasts', et: 'Vireši vald', en: 'Vireši Parish' },
    kind: 'parish',
    population: 587,
    areaKm2: 154,
    lat: 57.455,
    lon: 26.372,
    code: null,
    ...ape,
    ...apeCount,
  },
  {
    slug: 'engure',
    names: { source: 'lv', lv: 'Engures pagasts', et: 'Engure vald', en: 'Engure Parish' },
    kind: 'parish',
    population: 2627, // the municipality's 7 973 less the two other parishes; the area likewise
    areaKm2: 133,
    lat: 57.161,
    lon: 23.225,
    code: null,
    ...engure,
    ...engureCount,
  },
  {
    slug: 'lapmezciems',
    names: { source: 'lv', lv: 'Lapmežciema pagasts', et: 'Lapmežciemsi vald', en: 'Lapmežciems Parish' },
    kind: 'parish',
    population: 2472,
    areaKm2: 49.1,
    lat: 57,
    lon: 23.5,
    code: null,
    ...engure,
    ...engureCount,
  },
  {
    slug: 'smarde',
    names: { source: 'lv', lv: 'Smārdes pagasts', et: 'Smārde vald', en: 'Smārde Parish' },
    kind: 'parish',
    population: 2874,
    areaKm2: 215,
    lat: 56.954,
    lon: 23.337,
    code: 'ATVK 0905182',
    ...engure,
    ...engureCount,
  },
]
