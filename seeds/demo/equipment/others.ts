import { et, lv } from '../text.ts'
import type { DemoInventory } from './types.ts'

const until = '2026-04-30'
const cooking = 'varska-seto-koogi-opitoad'
const singing = 'varska-leelo-ja-pillituba'

/** What the partner in Setomaa bought for Värska. */
export const setomaaInventory: DemoInventory = {
  territory: 'setomaa',
  things: [
    {
      name: et('Induktsioonpliit laual', { lv: 'Galda indukcijas plīts', en: 'Induction hob for the table' }),
      category: 'kitchen',
      count: 4,
      entered: { state: 'received', on: '2020-01-20' },
      supplier: 'Näidisköök OÜ',
      invoice: ['NK-1044', '2020-01-20'],
      price: [8_900, 1_780],
      durableUntil: until,
      stickered: true,
      moves: [{ to: 'allocated', on: '2020-01-27', initiative: cooking }],
    },
    {
      name: et('Kannel', { lv: 'Kokle', en: 'Zither' }),
      category: 'sound_and_light',
      entered: { state: 'received', on: '2019-10-07' },
      supplier: 'Pillinäidis OÜ',
      invoice: ['PN-19', '2019-10-07'],
      price: [42_000, 8_400],
      funding: 'partner',
      durableUntil: '2020-04-15',
      stickered: true,
      moves: [
        { to: 'allocated', on: '2019-10-21', initiative: singing },
        { to: 'handed_over', on: '2019-10-21', initiative: singing },
      ],
      inspections: [
        {
          by: 'setomaa',
          on: '2020-01-30',
          condition: 'good',
          note: et('Keeled on vahetatud.', { lv: 'Stīgas ir nomainītas.', en: 'It has new strings.' }),
        },
      ],
    },
    {
      name: et('Kõlarite komplekt', { lv: 'Skaļruņu komplekts', en: 'Pair of loudspeakers' }),
      category: 'sound_and_light',
      entered: { state: 'received', on: '2019-10-07' },
      supplier: 'Pillinäidis OÜ',
      invoice: ['PN-20', '2019-10-07'],
      price: [55_000, 11_000],
      durableUntil: until,
      stickered: true,
      moves: [
        { to: 'allocated', on: '2019-10-21', initiative: singing },
        { to: 'handed_over', on: '2019-10-21', initiative: singing },
        { to: 'returned', on: '2020-02-24' },
      ],
    },
    {
      name: et('Õmblusmasin', { lv: 'Šujmašīna', en: 'Sewing machine' }),
      category: 'workshop',
      count: 2,
      entered: { state: 'ordered', on: '2020-02-26' },
      price: [31_000, 6_200],
      durableUntil: until,
    },
    {
      name: et('Vana printer', { lv: 'Vecs printeris', en: 'Old printer' }),
      category: 'office',
      entered: { state: 'received', on: '2019-05-20' },
      funding: 'partner',
      price: [9_000, 1_800],
      moves: [{ to: 'transferred', on: '2019-11-11' }],
    },
  ],
  materials: [
    {
      name: et('Värvitud lambavill', { lv: 'Krāsota aitas vilna', en: 'Dyed sheep’s wool' }),
      unit: 'kg',
      unitPrice: 2_450,
      supplier: 'Villanäidis OÜ',
      moves: [
        { happened: 'bought', quantity: 8, on: '2020-01-10' },
        { happened: 'given', quantity: 3, on: '2020-02-03', initiative: 'varska-kasitootuba' },
        { happened: 'returned', quantity: 0.5, on: '2020-02-25', initiative: 'varska-kasitootuba' },
      ],
    },
  ],
}

/** What the partner in Engure bought for the fishermen’s market. */
export const engureInventory: DemoInventory = {
  territory: 'engure',
  things: [
    {
      name: lv('Tirgus galds ar jumtu', { et: 'Katusega turulaud', en: 'Market table with a roof' }),
      category: 'outdoor',
      count: 10,
      entered: { state: 'received', on: '2020-02-19' },
      supplier: 'Tirgus paraugs SIA',
      invoice: ['TP-210', '2020-02-19'],
      price: [19_669, 4_131],
      durableUntil: until,
    },
    {
      name: lv('Svari ar čeku', { et: 'Kviitungiga kaal', en: 'Scales with a printer' }),
      category: 'other',
      entered: { state: 'ordered', on: '2020-02-27' },
      price: [28_500, 5_985],
    },
  ],
  materials: [],
}
