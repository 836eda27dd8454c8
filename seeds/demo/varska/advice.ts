import type { DemoAdvice } from '../types.ts'
import { et } from '../text.ts'

export const advice: DemoAdvice[] = [
  {
    initiative: 'varska-seto-koogi-opitoad',
    on: '2019-12-05',
    minutes: 150,
    channel: 'onsite',
    phase: 'design',
    topics: ['idea', 'customers', 'law'],
    summary: et('Mõõtsime köögi üle ja panime paika, kui suured rühmad sinna mahuvad.', {
      lv: 'Izmērījām virtuvi un noteicām, cik lielas grupas tajā ietilpst.',
      en: 'We measured the kitchen and decided how big a group fits in.',
    }),
    privateNote: 'Kaks perenaist kahtlevad, kas nad julgevad võõrastele õpetada.',
    actionItems: [
      {
        what: et('Teha üks prooviõpituba omadele', {
          lv: 'Sarīkot vienu izmēģinājuma darbnīcu savējiem',
          en: 'Hold a trial workshop for friends',
        }),
        owner: 'community',
        due: '2020-01-25',
        done: true,
      },
    ],
  },
  {
    initiative: 'varska-leelo-ja-pillituba',
    on: '2020-05-14',
    minutes: 75,
    channel: 'video',
    phase: 'design',
    topics: ['team', 'equipment'],
    summary: et('Otsustasime osta kasutatud lõõtspillid ja sõlmida peredega laenulepingud.', {
      lv: 'Nolēmām pirkt lietotas ermoņikas un slēgt ar ģimenēm patapinājuma līgumus.',
      en: 'We decided to buy used accordions and to make loan agreements with the families.',
    }),
    privateNote: '',
    actionItems: [
      {
        what: et('Saata näidisleping', { lv: 'Nosūtīt līguma paraugu', en: 'Send a model agreement' }),
        owner: 'mentor',
        due: '2020-05-29',
        done: true,
      },
    ],
  },
  {
    initiative: 'varska-koduabi-ja-soidud',
    on: '2020-08-20',
    minutes: 60,
    channel: 'phone',
    phase: 'design',
    topics: ['money', 'cooperation'],
    summary: et('Arvutasime sõidu hinna ja jagasime kulud omavalitsuse ja sõitjate vahel.', {
      lv: 'Aprēķinājām brauciena cenu un sadalījām izmaksas starp pašvaldību un braucējiem.',
      en: 'We worked out the price of a ride and divided the costs between the municipality and the riders.',
    }),
    privateNote: 'Omavalitsus soovib lepingut esialgu ainult pooleks aastaks.',
    actionItems: [
      {
        what: et('Küsida kindlustuspakkumised', {
          lv: 'Pieprasīt apdrošināšanas piedāvājumus',
          en: 'Ask for insurance offers',
        }),
        owner: 'community',
        due: '2020-09-10',
        done: true,
      },
      {
        what: et('Vaadata leping üle', { lv: 'Pārskatīt līgumu', en: 'Review the contract' }),
        owner: 'partner',
        due: '2020-09-15',
        done: true,
      },
    ],
  },
  {
    initiative: 'varska-kasitootuba',
    on: '2020-11-03',
    minutes: 90,
    channel: 'onsite',
    phase: 'design',
    topics: ['idea', 'marketing', 'equipment'],
    summary: et('Esimese suve kogemus: külalised tahavad osta. Arutasime, kas lisada kavasse käsitöötuba.', {
      lv: 'Pirmās vasaras pieredze: ciemiņi grib pirkt. Pārrunājām, vai plānā iekļaut rokdarbu istabu.',
      en: 'What the first summer taught: visitors want to buy. We discussed adding a handicraft room to the plan.',
    }),
    privateNote: '',
    actionItems: [
      {
        what: et('Võtta ahju hinnapakkumised', {
          lv: 'Saņemt krāsns cenu piedāvājumus',
          en: 'Get quotations for the kiln',
        }),
        owner: 'community',
        due: '2020-12-01',
        done: true,
      },
      {
        what: et('Kirjutada algatuse kava', {
          lv: 'Uzrakstīt iniciatīvas plānu',
          en: 'Write the plan of the initiative',
        }),
        owner: 'community',
        due: '2021-01-15',
      },
    ],
  },
]
