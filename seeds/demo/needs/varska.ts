import { et } from '../text.ts'
import type { DemoNeeds, DemoSwot } from './types.ts'

export const varskaNeeds: DemoNeeds = {
  parish: 'varska',
  needs: [
    {
      title: et('Ruum, kus käsitööd teha, näidata ja müüa', {
        lv: 'Telpa, kur darināt, rādīt un pārdot rokdarbus',
        en: 'A room to make, show and sell handicraft in',
      }),
      category: 'premises',
      severity: 4,
      priority: 'must',
      people: 35,
      from: 'conclusions.need_1',
      answers: [{ investment: 'varska-kasitootuba' }, { advice: '2019-12-05' }],
    },
    {
      title: et('Abi ja sõit metsatalude eakatele', {
        lv: 'Palīdzība un pārvadājumi senioriem meža viensētās',
        en: 'Help and a lift for seniors on forest farms',
      }),
      category: 'network',
      severity: 5,
      priority: 'must',
      people: 48,
      from: 'conclusions.need_2',
      answers: [{ investment: 'varska-koduabi-ja-soidud' }],
    },
    {
      title: et('Järgmised eestvedajad', { lv: 'Nākamie vadītāji', en: 'The next people to lead' }),
      category: 'skill',
      severity: 3,
      priority: 'should',
      people: 6,
      from: 'conclusions.need_3',
      answers: [{ topic: 'leadership' }, { topic: 'event_organisation' }],
    },
    {
      title: et('Köök, kus õpetada seto toite', {
        lv: 'Virtuve, kurā mācīt gatavot seto ēdienus',
        en: 'A kitchen in which to teach Seto cooking',
      }),
      category: 'equipment',
      severity: 3,
      priority: 'should',
      people: 20,
      answers: [{ action: ['varska-seto-koogi-opitoad', 1] }],
      met: true,
    },
    {
      title: et('Müük ka talvel', { lv: 'Pārdošana arī ziemā', en: 'Sales in winter too' }),
      description: et('Oktoobrist aprillini külalisi peaaegu ei ole.', {
        lv: 'No oktobra līdz aprīlim viesu gandrīz nav.',
        en: 'From October to April there are hardly any visitors.',
      }),
      category: 'market',
      severity: 4,
      priority: 'should',
      people: 35,
    },
  ],
}

export const varskaRanked: DemoSwot = {
  parish: 'varska',
  round: 'baseline',
  items: {
    strength: [
      [
        et('Seto leelo, köök ja käsitöö', {
          lv: 'Seto dziesmas, ēdieni un rokdarbi',
          en: 'Seto singing, cooking and crafts',
        }),
        18,
      ],
      [
        et('Perenaised, kes oskavad õpetada', {
          lv: 'Saimnieces, kas prot mācīt citus',
          en: 'Housewives who can teach',
        }),
        12,
      ],
    ],
    weakness: [
      [et('Külalised käivad ainult suvel', { lv: 'Viesi brauc tikai vasarā', en: 'Visitors come in summer only' }), 11],
      [et('Noori eestvedajaid on vähe', { lv: 'Maz jaunu vadītāju', en: 'Few young people lead' }), 9],
    ],
    opportunity: [
      [et('Sanatooriumi puhkajad', { lv: 'Sanatorijas viesi', en: 'Guests of the sanatorium' }), 10],
      [et('Veebipood', { lv: 'Interneta veikals', en: 'A shop on the web' }), 7],
    ],
    threat: [
      [
        et('Pikad vahemaad metsataludeni', {
          lv: 'Tāls ceļš līdz meža viensētām',
          en: 'Long ways to the forest farms',
        }),
        8,
      ],
    ],
  },
}
