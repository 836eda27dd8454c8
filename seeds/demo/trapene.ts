import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, income, investment, lv } from './text.ts'

const youthRoom: DemoInitiative = {
  slug: 'trapenes-jauniesu-istaba',
  title: lv('Jauniešu istaba', { en: 'Young people’s room' }),
  category: 'youth',
  summary: lv('Vieta pēc skolas: galda spēles, mācību palīdzība un pasākumi, ko rīko paši jaunieši.', {
    en: 'A place after school: board games, help with homework and events that young people run themselves.',
  }),
  description: lv(
    'Pēc stundām jaunieši gaida autobusu pieturā. Bibliotēkas otrajā stāvā ir tukša istaba.\n\nIstabu paši iekārtos un četras dienas nedēļā turēs atvērtu kopā ar jaunatnes darbinieci. Reizi mēnesī būs pasākums visam pagastam.',
  ),
  responsible: 'jauniešu padome',
  startsOn: '2020-11-02',
  place: lv('Bibliotēkas otrais stāvs'),
  serves: 'residents',
  provider: 'informal',
  risks: lv('Troksnis bibliotēkā: lasītavas laikā tikai klusas nodarbes.'),
  sustainability: lv('Pašvaldības jaunatnes darba budžets un pasākumu ieņēmumi.'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    { who: lv('Jaunieši no 12 līdz 20 gadiem'), size: 38, gain: lv('Droša vieta un iespēja pašiem ko vadīt.') },
  ],
  finance: [
    investment('2020-10', 'equipment', 'Mēbeles un galda spēles', 'komplekts', 1, 148500, {
      erdf: 126225,
      partner: 22275,
    }),
    cost(
      '2020-11',
      'staff',
      'Jaunatnes darbiniece, 0,25 slodzes',
      'mēnesis',
      6,
      22500,
      { municipality: 135000 },
      'exempt',
    ),
    cost('2020-11', 'materials', 'Pasākumu materiāli', 'pasākums', 6, 4000, { revenue: 18000, community: 6000 }),
    income('2020-11', 'sales', 'Ieejas ziedojumi', 'pasākums', 6, 3000, { revenue: 18000 }),
  ],
  investments: [
    { what: lv('Mēbeles'), why: lv('Istaba ir tukša.'), cost: 148500, priority: 'should', keeper: lv('Bibliotēka') },
  ],
  jobs: [{ kind: 'part_time', fte: 2500, startsOn: '2020-11-02', who: lv('Jaunatnes darbiniece') }],
  resources: ['library'],
}

export const trapene: DemoParish = {
  parish: 'trapene',
  intro: lv('Mežu un lauku pagasts ar skolu, bibliotēku un rosīgiem jauniešiem.', {
    et: 'Metsade ja põldude kogukond, kus on kool, raamatukogu ja tegusad noored.',
    en: 'A parish of woods and fields with a school, a library and busy young people.',
  }),
  stage: 'returned',
  returnNote: lv('Lūdzu, papildiniet: kas maksās par apkuri ziemā, un pievienojiet trīs cenu piedāvājumus mēbelēm.', {
    et: 'Palun täiendage: kes maksab talvise kütte eest, ja lisage kolm mööbli hinnapakkumist.',
    en: 'Please add who pays for heating in winter, and attach three price quotations for the furniture.',
  }),
  initiatives: [youthRoom],
  resources: [
    {
      key: 'library',
      category: 'place',
      name: lv('Istaba bibliotēkas otrajā stāvā'),
      owner: 'pašvaldība',
      condition: lv('Laba, vāja apkure'),
      availability: lv('Darbdienās pēc plkst. 14'),
    },
  ],
  cooperations: [
    {
      initiative: 'trapenes-jauniesu-istaba',
      kind: 'co_funding',
      municipalityGives: lv('Telpas un jaunatnes darbinieces algu'),
      communityGives: lv('Iekārtošanu, uzraudzību un sešus pasākumus gadā'),
      contact: 'jaunatnes lietu speciāliste',
      from: '2020-11-01',
      to: '2021-04-30',
    },
  ],
  advice: [],
}
