import type { Multilingual } from '#platform/i18n/locale.ts'
import { inAllThree, type ReferenceParish } from './parish.ts'

const alutaguseVald: Multilingual = {
  source: 'et',
  et: 'Kuni 2017. aastani omaette vald, nüüd Alutaguse valla osa.',
  lv: 'Līdz 2017. gadam atsevišķa pašvaldība (vald), tagad Alutaguses pašvaldības (Alutaguse vald) daļa.',
  en: 'Until 2017 a rural municipality of its own, now part of Alutaguse Rural Municipality (Alutaguse vald).',
}

const alutaguse = { territory: 'alutaguse', municipality: alutaguseVald, provisional: false } as const
const encyclopaedia2010 = { populationOn: 2010, populationSource: 'Eesti entsüklopeedia, 2010' }
const wikipedia2010 = { populationOn: 2010, populationSource: 'Wikipedia (de), 2010' }

export const alutaguseParishes: readonly ReferenceParish[] = [
  {
    slug: 'alajoe',
    names: inAllThree('Alajõe'),
    kind: 'former_parish',
    population: 309,
    areaKm2: 109.6,
    lat: 59.011,
    lon: 27.43,
    code: 'EHAK 0122',
    ...alutaguse,
    ...encyclopaedia2010,
  },
  {
    slug: 'iisaku',
    names: inAllThree('Iisaku'),
    kind: 'former_parish',
    population: 1380,
    areaKm2: 258,
    lat: 59.101,
    lon: 27.308,
    code: 'EHAK 0224',
    ...alutaguse,
    ...wikipedia2010,
  },
  {
    slug: 'illuka',
    names: inAllThree('Illuka'),
    kind: 'former_parish',
    population: 958,
    areaKm2: 543.8,
    lat: 59.246,
    lon: 27.48,
    code: 'EHAK 0229',
    ...alutaguse,
    ...encyclopaedia2010,
  },
  {
    slug: 'maetaguse',
    names: inAllThree('Mäetaguse'),
    kind: 'former_parish',
    population: 1519,
    areaKm2: 285,
    lat: 59.225,
    lon: 27.295,
    code: 'EHAK 0498',
    ...alutaguse,
    ...encyclopaedia2010,
  },
  {
    slug: 'tudulinna',
    names: inAllThree('Tudulinna'),
    kind: 'former_parish',
    population: 605,
    areaKm2: 269.4,
    lat: 59.036,
    lon: 27.08,
    code: 'EHAK 0815',
    ...alutaguse,
    ...wikipedia2010,
  },
]
