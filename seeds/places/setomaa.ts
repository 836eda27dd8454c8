import type { Multilingual } from '#platform/i18n/locale.ts'
import { inAllThree, type ReferenceParish } from './parish.ts'

const becameSetomaaVald: Multilingual = {
  source: 'et',
  et: 'Kuni 2017. aastani omaette vald, nüüd Setomaa valla osa.',
  lv: 'Līdz 2017. gadam atsevišķa pašvaldība (vald), tagad Setomaa pašvaldības (Setomaa vald) daļa.',
  en: 'Until 2017 a rural municipality of its own, now part of Setomaa Rural Municipality (Setomaa vald).',
}

const luhamaaBelonged: Multilingual = {
  source: 'et',
  et: 'Kuni 2017. aastani Misso valla osa, nüüd Setomaa valla osa.',
  lv: 'Līdz 2017. gadam Miso pašvaldības (Misso vald) daļa, tagad Setomaa pašvaldības (Setomaa vald) daļa.',
  en: 'Until 2017 part of Misso Rural Municipality (Misso vald), now part of Setomaa Rural Municipality (Setomaa vald).',
}

const setomaaVald: Multilingual = {
  source: 'et',
  et: 'Setomaa vald.',
  lv: 'Setomaa pašvaldība (Setomaa vald).',
  en: 'Setomaa Rural Municipality (Setomaa vald).',
}

const fifthIsNotKnown: Multilingual = {
  source: 'et',
  et: 'Avalikes allikates ei ole kinnitust, milline on Setomaa viies kogukond. Partner saab seda kirjet muuta.',
  lv: 'Publiskajos avotos nav apstiprinājuma, kura ir Setomaa piektā kopiena. Partneris var labot šo ierakstu.',
  en: 'Public sources do not confirm which community is the fifth one of Setomaa. The partner can edit this record.',
}

const setomaa = { territory: 'setomaa', municipality: becameSetomaaVald, provisional: false } as const
const counted2017 = { populationOn: 2017, populationSource: 'Maaleht, 06.2017' }

export const setomaaParishes: readonly ReferenceParish[] = [
  {
    slug: 'meremae',
    names: inAllThree('Meremäe'),
    kind: 'former_parish',
    population: 1075,
    areaKm2: 132,
    lat: 57.748,
    lon: 27.456,
    code: 'EHAK 0460',
    ...setomaa,
    ...counted2017,
  },
  {
    slug: 'mikitamae',
    names: inAllThree('Mikitamäe'),
    kind: 'former_parish',
    population: 985,
    areaKm2: 104.4,
    lat: 58.004,
    lon: 27.543,
    code: 'EHAK 0465',
    ...setomaa,
    ...counted2017,
  },
  {
    slug: 'varska',
    names: inAllThree('Värska'),
    kind: 'former_parish',
    population: 1371,
    areaKm2: 187.8,
    lat: 57.958,
    lon: 27.638,
    code: 'EHAK 0934',
    ...setomaa,
    ...counted2017,
  },
  {
    slug: 'luhamaa',
    names: inAllThree('Luhamaa'),
    kind: 'nulk',
    population: 146,
    areaKm2: 36.7,
    lat: 57.63,
    lon: 27.35,
    code: null,
    ...setomaa,
    ...counted2017,
    municipality: luhamaaBelonged,
  },
  {
    slug: 'setomaa5',
    names: {
      source: 'et',
      et: 'Setomaa viies kogukond',
      lv: 'Setomaa piektā kopiena',
      en: 'Fifth community of Setomaa',
    },
    kind: 'provisional',
    population: null,
    populationOn: null,
    populationSource: null,
    areaKm2: null,
    lat: 57.812, // Obinitsa, the likeliest candidate
    lon: 27.444,
    code: null,
    ...setomaa,
    municipality: setomaaVald,
    provisional: true,
    note: fifthIsNotKnown,
  },
]
