import type { DemoInitiative, DemoParish } from './types.ts'
import { idea, investment, lv } from './text.ts'

const camp: DemoInitiative = {
  slug: 'lapmezciema-vasaras-nometne',
  title: lv('Dienas nometne pie jūras', { en: 'Day camp by the sea' }),
  category: 'leisure',
  summary: lv('Divas nedēļas jūlijā bērniem, kuru vecāki strādā: peldēšana, rokdarbi un pārgājieni.', {
    en: 'Two weeks in July for children whose parents work: swimming, crafts and hikes.',
  }),
  responsible: 'vecāku kopa',
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [{ who: lv('Bērni no 7 līdz 12 gadiem'), size: 30, gain: lv('Droša un jautra vasaras diena.') }],
  finance: [investment('2020-06', 'equipment', 'Telts ar grīdu', 'gab.', 1, 96000, { erdf: 81600, partner: 14400 })],
  investments: [],
  jobs: [],
  resources: [],
}

export const lapmezciems: DemoParish = {
  parish: 'lapmezciems',
  intro: lv('Piejūras ciemi garā joslā starp jūru un Kaņiera ezeru.', {
    et: 'Mereäärsed külad pika ribana mere ja Kaņierise järve vahel.',
    en: 'Seaside villages in a long strip between the sea and Lake Kaņieris.',
  }),
  stage: 'draft',
  initiatives: [
    camp,
    idea(
      'lapmezciema-zupas-festivals',
      'events',
      lv('Zupas svētki'),
      lv('Katrs ciems vāra savu zupu, visi balso par garšīgāko.'),
    ),
  ],
  resources: [],
  cooperations: [],
  advice: [],
}
