import { et, lv } from '../text.ts'
import type { DemoHandover } from './types.ts'

const kitchen = 'gaujienas-kopienas-virtuve'
const ofApe: DemoHandover['gives'] = ['Demo speciāliste', 'Apes novada dome', 'projekta speciāliste']
const ofKitchen: DemoHandover['takes'] = ['Anna Paraudziņa', 'Biedrība „Demo virtuve”', 'valdes priekšsēdētāja']
const ofSetomaa: DemoHandover['gives'] = ['Demo spetsialist', 'MTÜ Setomaa Liit', 'projekti spetsialist']
const ofCooking: DemoHandover['takes'] = ['Mari Näidis', 'MTÜ Näidisköök', 'juhatuse liige']

/** Acts in every state: signed, waiting for signatures, void, followed by a return, and drafts that something holds up. */
export const demoHandovers: readonly DemoHandover[] = [
  {
    territory: 'ape',
    initiative: kitchen,
    basis: 'loan',
    on: '2020-02-06',
    place: 'Gaujiena',
    gives: ofApe,
    takes: ofKitchen,
    things: [
      {
        name: lv('Ledusskapis, 600 l', { et: 'Külmkapp, 600 l', en: 'Refrigerator, 600 l' }),
        category: 'kitchen',
        gross: 112_500,
        serial: 'LS600-3318',
      },
      {
        name: lv('Termokaste piegādei', { et: 'Termokast toidu vedamiseks', en: 'Insulated delivery box' }),
        category: 'kitchen',
        count: 4,
        gross: 4850,
      },
    ],
    end: 'signed',
  },
  {
    territory: 'ape',
    initiative: 'gaujienas-paligs-majas',
    basis: 'ownership',
    on: '2020-01-27',
    place: 'Gaujiena',
    gives: ofApe,
    takes: ['Jānis Piemērs', 'Biedrība „Demo palīgs”', 'koordinators'],
    things: [
      {
        name: lv('Velosipēds ar grozu', { et: 'Korviga jalgratas', en: 'Bicycle with a basket' }),
        category: 'vehicle',
        count: 2,
        gross: 39_900,
      },
    ],
    end: 'issued',
  },
  {
    territory: 'ape',
    initiative: kitchen,
    basis: 'loan',
    on: '2020-02-12',
    place: 'Gaujiena',
    gives: ofApe,
    takes: ofKitchen,
    things: [
      {
        name: lv('Galda svari', { et: 'Lauakaal', en: 'Table scales' }),
        category: 'kitchen',
        count: 2,
        gross: 6900,
      },
    ],
    end: 'void',
    reason: lv('Aktā norādīts nepareizs skaits; izdosim jaunu.', {
      et: 'Aktis on vale arv; väljastame uue.',
      en: 'The number on the act is wrong; a new one will be issued.',
    }),
  },
  {
    territory: 'ape',
    initiative: kitchen,
    basis: 'loan',
    on: '2020-03-02',
    place: 'Gaujiena',
    gives: ofApe,
    takes: ofKitchen,
    things: [],
    numbers: [2],
    end: 'asked',
  },
  {
    territory: 'setomaa',
    initiative: 'varska-seto-koogi-opitoad',
    basis: 'loan',
    on: '2020-02-10',
    place: 'Värska',
    gives: ofSetomaa,
    takes: ofCooking,
    things: [
      {
        name: et('Pottide ja nugade komplekt', { lv: 'Katlu un nažu komplekts', en: 'Set of pots and knives' }),
        category: 'kitchen',
        count: 3,
        gross: 6475,
      },
    ],
    end: 'returned',
  },
  {
    territory: 'setomaa',
    initiative: 'varska-seto-koogi-opitoad',
    basis: 'ownership',
    on: '2020-02-17',
    place: 'Värska',
    gives: ofSetomaa,
    takes: ofCooking,
    things: [
      {
        name: et('Töölaud, roostevaba teras', { lv: 'Darba galds, nerūsējošs tērauds', en: 'Steel worktable' }),
        category: 'kitchen',
        count: 2,
        gross: 31_500,
      },
    ],
    end: 'scanned',
  },
  {
    territory: 'engure',
    initiative: 'engures-zvejnieku-tirdzins',
    basis: 'loan',
    on: '2020-03-02',
    place: 'Engure',
    gives: ['Demo speciāliste', 'Engures novada dome', 'projekta speciāliste'],
    takes: ['', '', ''],
    things: [],
    numbers: [1, 2, 3, 4],
    end: 'draft',
  },
]
