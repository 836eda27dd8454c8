import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, idea, lv } from './text.ts'

// Half written: no risks, no cooperation, one line whose sources do not cover it yet.
const bus: DemoInitiative = {
  slug: 'viresu-kopienas-busins',
  title: lv('Kopienas busiņš', { en: 'Community minibus' }),
  category: 'transport',
  summary: lv('Divreiz nedēļā uz veikalu, ārstu un pasākumiem: pieteikšanās pa tālruni.', {
    en: 'Twice a week to the shop, the doctor and events: ordered by phone.',
  }),
  description: lv('Autobuss pagastā piestāj divreiz dienā, un no viensētām līdz pieturai ir tālu.'),
  startsOn: '2020-09-01',
  serves: 'residents',
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [{ who: lv('Seniori un ģimenes bez auto'), gain: lv('Var nokļūt centrā.') }],
  finance: [
    cost('2020-09', 'travel', 'Degviela', 'km', 2600, 14, { municipality: 20000 }),
    cost('2020-09', 'staff', 'Vadītājs', 'diena', 35, 3000, {}, 'exempt'),
  ],
  investments: [],
  jobs: [{ kind: 'expected', who: lv('Busiņa vadītājs') }],
  resources: [],
}

export const viresi: DemoParish = {
  parish: 'viresi',
  intro: lv('Plašs un mežains pagasts Gaujas lokā, ar retām mājām un tukšiem ceļiem.', {
    et: 'Avar ja metsane kogukond Koiva käärus, hõredalt asustatud.',
    en: 'A wide, wooded parish in a bend of the Gauja, with few houses and empty roads.',
  }),
  stage: 'draft',
  initiatives: [
    bus,
    idea(
      'viresu-sporta-aplis',
      'leisure',
      lv('Vingrošana senioriem'),
      lv('Reizi nedēļā tautas namā, ar tēju pēc tam.'),
    ),
  ],
  resources: [
    {
      key: 'hall',
      category: 'place',
      name: lv('Tautas nams'),
      owner: 'pašvaldība',
      condition: lv('Laba'),
      availability: lv('Pirmdienās un otrdienās'),
    },
  ],
  cooperations: [],
  advice: [],
}
