import { lv } from '../text.ts'
import type { DemoInventory } from './types.ts'

const kitchen = 'gaujienas-kopienas-virtuve'
const home = 'gaujienas-paligs-majas'
const until = '2026-04-30'

/** What the partner in Ape bought, most of it for Gaujiena. */
export const apeInventory: DemoInventory = {
  territory: 'ape',
  things: [
    {
      name: lv('Mīklas maisītājs, 20 l', { et: 'Taignasegisti, 20 l', en: 'Dough mixer, 20 l' }),
      category: 'kitchen',
      entered: { state: 'ordered', on: '2019-11-04' },
      supplier: 'Parauga virtuves SIA',
      invoice: ['PV-2019-118', '2019-11-20'],
      price: [124_000, 26_040],
      serial: 'DM20-00417',
      durableUntil: until,
      stickered: true,
      moves: [
        { to: 'received', on: '2019-11-20' },
        { to: 'allocated', on: '2019-12-02', initiative: kitchen },
      ],
    },
    {
      name: lv('Konvekcijas krāsns, 6 plaukti', { et: 'Konvektsioonahi, 6 plaati', en: 'Convection oven, 6 shelves' }),
      category: 'kitchen',
      entered: { state: 'received', on: '2019-11-20' },
      supplier: 'Parauga virtuves SIA',
      invoice: ['PV-2019-118', '2019-11-20'],
      price: [231_500, 48_615],
      serial: 'KO6-22190',
      durableUntil: until,
      stickered: true,
      moves: [{ to: 'allocated', on: '2019-12-02', initiative: kitchen }],
    },
    {
      name: lv('Saliekamie krēsli', { et: 'Kokkupandavad toolid', en: 'Folding chairs' }),
      category: 'furniture',
      count: 6,
      entered: { state: 'received', on: '2020-01-22' },
      supplier: 'Demo mēbeles SIA',
      invoice: ['DM-20-0031', '2020-01-22'],
      price: [3_200, 672],
      durableUntil: until,
      stickered: true,
    },
    {
      name: lv('Projektors ar ekrānu', { et: 'Projektor koos ekraaniga', en: 'Projector with a screen' }),
      category: 'office',
      entered: { state: 'received', on: '2019-06-12' },
      supplier: 'Ekrānu paraugs SIA',
      invoice: ['EP-604', '2019-06-12'],
      price: [54_000, 11_340],
      funding: 'municipality',
      durableUntil: '2020-02-28',
      stickered: true,
      moves: [
        { to: 'allocated', on: '2019-09-10', initiative: kitchen },
        { to: 'handed_over', on: '2019-09-10', initiative: kitchen },
      ],
      inspections: [
        {
          by: 'gaujiena',
          on: '2020-02-20',
          condition: 'damaged',
          inUse: true,
          note: lv('Ekrāna statīvam nolūzusi kāja.', {
            et: 'Ekraani jalg on murdunud.',
            en: 'A leg of the screen has broken off.',
          }),
        },
      ],
    },
    {
      name: lv('Aušanas stelles, 120 cm', { et: 'Kangasteljed, 120 cm', en: 'Loom, 120 cm' }),
      category: 'workshop',
      entered: { state: 'planned', on: '2019-12-10' },
      price: [98_000, 20_580],
      durableUntil: until,
      moves: [{ to: 'ordered', on: '2020-02-17' }],
    },
    {
      name: lv('Funkcionālā gulta', { et: 'Funktsionaalne voodi', en: 'Adjustable bed' }),
      category: 'care',
      entered: { state: 'planned', on: '2020-02-03' },
    },
    {
      name: lv('Ratiņkrēsls', { et: 'Ratastool', en: 'Wheelchair' }),
      category: 'care',
      count: 2,
      entered: { state: 'received', on: '2020-02-10' },
      supplier: 'Aprūpes paraugs SIA',
      invoice: ['AP-77', '2020-02-10'],
      price: [21_000, 2_520],
      durableUntil: until,
      stickered: true,
      moves: [{ to: 'allocated', on: '2020-02-14', initiative: home }],
    },
    {
      name: lv('Klēpjdators', { et: 'Sülearvuti', en: 'Laptop' }),
      category: 'office',
      entered: { state: 'received', on: '2019-08-15' },
      supplier: 'Ekrānu paraugs SIA',
      invoice: ['EP-688', '2019-08-15'],
      price: [61_900, 12_999],
      serial: 'NB-55-1907',
      stickered: true,
      moves: [
        {
          to: 'damaged',
          on: '2020-02-11',
          reason: lv('Apliets ar tēju, neieslēdzas.', {
            et: 'Tee läks peale, ei käivitu.',
            en: 'Tea was spilt on it, it does not start.',
          }),
        },
      ],
    },
    {
      name: lv('Pagarinātājs uz spoles, 50 m', { et: 'Pikendusjuhe trumlil, 50 m', en: 'Cable reel, 50 m' }),
      category: 'outdoor',
      entered: { state: 'received', on: '2019-07-08' },
      price: [7_400, 1_554],
      stickered: true,
      moves: [
        {
          to: 'lost',
          on: '2019-08-19',
          reason: lv('Pēc pagasta svētkiem nav atrasts.', {
            et: 'Pärast pidu ei leitud.',
            en: 'Not found after the feast of the parish.',
          }),
        },
      ],
    },
    {
      name: lv('Ledusskapis vitrīna', { et: 'Külmvitriin', en: 'Display fridge' }),
      category: 'kitchen',
      entered: { state: 'planned', on: '2019-10-01' },
      moves: [
        {
          to: 'written_off',
          on: '2019-12-16',
          reason: lv('Netika pirkts: cena pārsniedza plānoto.', {
            et: 'Ei ostetud: hind oli kavandatust suurem.',
            en: 'Not bought: the price was above the plan.',
          }),
        },
      ],
    },
  ],
  materials: [
    {
      name: lv('Lina dzija', { et: 'Linane lõng', en: 'Linen yarn' }),
      unit: 'kg',
      unitPrice: 1_890,
      supplier: 'Dziju paraugs SIA',
      moves: [
        { happened: 'bought', quantity: 12, on: '2020-01-14' },
        { happened: 'given', quantity: 4.5, on: '2020-02-05', initiative: 'gaujienas-audeju-darbnica' },
        { happened: 'less', quantity: 0.25, on: '2020-02-24', note: 'Saskaitot trūka viena kamola' },
      ],
    },
    {
      name: lv('Iepakojuma kastes', { et: 'Pakkekarbid', en: 'Packing boxes' }),
      unit: 'gab.',
      unitPrice: 42,
      supplier: 'Parauga virtuves SIA',
      moves: [{ happened: 'bought', quantity: 500, on: '2020-02-12' }],
    },
  ],
}
