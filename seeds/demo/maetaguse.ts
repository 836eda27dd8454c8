import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, et, income, investment } from './text.ts'

const workshop: DemoInitiative = {
  slug: 'maetaguse-noorte-tehnikatuba',
  title: et('Noorte tehnikatuba', { lv: 'Jauniešu tehnikas istaba', en: 'Young people’s technical workshop' }),
  category: 'youth',
  summary: et('Noored ehitavad ja parandavad kahe meistri käe all: rattad, raadiod, robotid.', {
    lv: 'Jaunieši divu meistaru vadībā būvē un labo: velosipēdus, radio, robotus.',
    en: 'Young people build and mend with two masters: bicycles, radios, robots.',
  }),
  description: et(
    'Pärast kooli ei ole noortel kohta, kus kätega midagi teha. Kooli vana puutöökoda seisab tühjana.\n\nTuba on lahti kolmel õhtul nädalas. Iga noor teeb aasta jooksul valmis ühe oma asja ja parandab ühe võõra asja.',
  ),
  responsible: 'noorsootöötaja',
  startsOn: '2020-10-05',
  place: et('Kooli vana puutöökoda'),
  serves: 'residents',
  provider: 'municipality',
  risks: et('Tööohutus: masinatega töötatakse ainult meistri juures.'),
  sustainability: et('Noorsootöö eelarve ja parandustööde tasu.'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [{ who: et('Noored vanuses 11–17'), size: 34, gain: et('Oskused, mida saab kodus ja tööl kasutada.') }],
  finance: [
    investment('2020-09', 'equipment', 'Tööriistad ja jootejaamad', 'komplekt', 8, 16250, {
      erdf: 110500,
      partner: 19500,
    }),
    cost('2020-10', 'staff', 'Meistrid', 'tund', 160, 1000, { municipality: 160000 }, 'exempt'),
    cost('2020-10', 'materials', 'Osad ja materjal', 'kuu', 7, 5500, { municipality: 26500, revenue: 12000 }),
    income('2020-11', 'sales', 'Parandustööd', 'töö', 24, 500, { revenue: 12000 }),
  ],
  investments: [
    {
      what: et('Tööriistad'),
      why: et('Kooli omad on katki.'),
      cost: 130000,
      priority: 'must',
      keeper: et('Noortekeskus'),
    },
  ],
  jobs: [{ kind: 'part_time', fte: 2000, startsOn: '2020-10-05', who: et('Kaks meistrit') }],
  resources: ['workshop'],
}

export const maetaguse: DemoParish = {
  parish: 'maetaguse',
  intro: et('Mõisapargi ümber kasvanud kogukond, kus kool ja noortekeskus on lähestikku.', {
    lv: 'Ap muižas parku izaugusi kopiena, kurā skola un jauniešu centrs ir blakus.',
    en: 'A community around a manor park, with the school and the youth centre side by side.',
  }),
  stage: 'returned',
  returnNote: et('Palun täpsustage, kes vastutab masinate ohutuse eest, ja lisage kooli nõusolek ruumide kohta.', {
    lv: 'Lūdzu, precizējiet, kas atbild par iekārtu drošību, un pievienojiet skolas piekrišanu par telpām.',
    en: 'Please say who is responsible for the safety of the machines, and add the school’s consent about the rooms.',
  }),
  initiatives: [workshop],
  resources: [
    {
      key: 'workshop',
      category: 'place',
      name: et('Kooli vana puutöökoda'),
      owner: 'kool',
      condition: et('Rahuldav, ventilatsioon vajab hooldust'),
      availability: et('Kolmel õhtul nädalas'),
    },
  ],
  cooperations: [
    {
      initiative: 'maetaguse-noorte-tehnikatuba',
      kind: 'premises',
      municipalityGives: et('Ruumid ja meistrite tasu'),
      communityGives: et('Korras töökoja, mida kool saab tundides kasutada'),
      contact: 'haridusspetsialist',
      from: '2020-10-01',
    },
  ],
  advice: [],
}
