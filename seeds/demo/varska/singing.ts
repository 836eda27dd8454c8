import type { DemoInitiative } from '../types.ts'
import { cost, et, income, investment } from '../text.ts'

export const singing: DemoInitiative = {
  slug: 'varska-leelo-ja-pillituba',
  title: et('Leelo- ja pillituba', {
    lv: 'Leelo un instrumentu istaba',
    en: 'Room for leelo singing and instruments',
  }),
  category: 'music',
  summary: et('Lapsed ja noored õpivad leelot, kannelt ja lõõtspilli nendelt, kes veel oskavad.', {
    lv: 'Bērni un jaunieši mācās leelo, kokli un ermoņikas no tiem, kas vēl prot.',
    en: 'Children and young people learn leelo singing, kannel and accordion from those who still know how.',
  }),
  description: et(
    'Leelo elab, aga noori lauljaid on vähe ja pille veel vähem. Muusikakool on kaugel.\n\nKaks õpetajat hoiavad tuba lahti kahel õhtul nädalas. Pillid on laenutamiseks. Kord kuus on lahtine õhtu, kuhu võivad tulla kõik, ka külalised.',
    {
      lv: 'Leelo dzīvo, bet jaunu dziedātāju ir maz un instrumentu vēl mazāk. Mūzikas skola ir tālu.\n\nDivi skolotāji tur istabu atvērtu divus vakarus nedēļā. Instrumentus var aizņemties. Reizi mēnesī ir atvērtais vakars, uz kuru var nākt visi, arī ciemiņi.',
      en: 'Leelo is alive, but there are few young singers and even fewer instruments. The music school is far away.\n\nTwo teachers keep the room open two evenings a week. Instruments can be borrowed. Once a month there is an open evening for everybody, visitors too.',
    },
  ),
  responsible: 'leelokoori eestvedaja',
  startsOn: '2020-09-15',
  place: et('Talumuuseumi õpituba', { lv: 'Lauku muzeja darbnīca', en: 'Workshop room of the farm museum' }),
  serves: 'residents',
  provider: 'informal',
  risks: et('Õpetajad on eakad: tunnid salvestame ja kutsume noori abiõpetajateks.', {
    lv: 'Skolotāji ir gados: nodarbības ierakstām un aicinām jauniešus par palīgiem.',
    en: 'The teachers are old: we record the lessons and invite the young to assist.',
  }),
  sustainability: et('Huvihariduse toetus omavalitsuselt ja esinemistasud.', {
    lv: 'Pašvaldības atbalsts interešu izglītībai un maksa par uzstāšanos.',
    en: 'The municipality’s support for hobby education, and fees for performing.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: et('Lapsed ja noored', { lv: 'Bērni un jaunieši', en: 'Children and young people' }),
      size: 26,
      gain: et('Oma laul ja pill, ilma kaugele sõitmata.', {
        lv: 'Sava dziesma un instruments, tālu nebraucot.',
        en: 'A song and an instrument of their own, without a long drive.',
      }),
    },
  ],
  finance: [
    investment('2020-08', 'equipment', 'Väikekannel', 'tk', 6, 28500, { erdf: 145350, partner: 25650 }),
    investment('2020-08', 'equipment', 'Lõõtspill, kasutatud', 'tk', 2, 95000, { erdf: 161500, partner: 28500 }),
    investment('2020-08', 'equipment', 'Helisalvesti mikrofonidega', 'komplekt', 1, 53990, {
      erdf: 45892,
      partner: 8098,
    }),
    cost('2020-09', 'services', 'Õpetajate tasu', 'tund', 124, 1350, { municipality: 167400 }, 'exempt'),
    cost('2020-09', 'rent', 'Küte ja valgus', 'kuu', 8, 4500, { municipality: 36000 }),
    cost('2020-10', 'materials', 'Tee ja küpsised lahtistel õhtutel', 'õhtu', 7, 1800, { community: 12600 }),
    income('2021-03', 'sales', 'Esinemistasud', 'esinemine', 4, 8000, { revenue: 32000 }),
  ],
  investments: [
    {
      what: et('Kandled, lõõtspillid ja salvesti', {
        lv: 'Kokles, ermoņikas un ieraksta iekārta',
        en: 'Kannels, accordions and a recorder',
      }),
      why: et('Kodus harjutamiseks ei ole kellelgi pilli.', {
        lv: 'Nevienam nav instrumenta, ar ko vingrināties mājās.',
        en: 'Nobody has an instrument to practise on at home.',
      }),
      cost: 414990,
      priority: 'must',
      keeper: et('Külaselts; laenutusleping peredega', {
        lv: 'Ciema biedrība; patapinājuma līgums ar ģimenēm',
        en: 'The village society; a loan agreement with the families',
      }),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 2000,
      startsOn: '2020-09-15',
      who: et('Kaks õpetajat', { lv: 'Divi skolotāji', en: 'Two teachers' }),
    },
    { kind: 'volunteer', who: et('Noored abiõpetajad', { lv: 'Jaunieši palīgi', en: 'Young assistants' }) },
  ],
  resources: ['museum', 'singers'],
}
