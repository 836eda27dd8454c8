import type { DemoAdvice } from '../types.ts'
import { lv } from '../text.ts'

export const advice: DemoAdvice[] = [
  {
    initiative: 'gaujienas-kopienas-virtuve',
    on: '2019-11-12',
    minutes: 120,
    channel: 'onsite',
    phase: 'design',
    topics: ['idea', 'law', 'equipment'],
    summary: lv('Apskatījām skolas virtuvi un sarakstījām, kas trūkst, lai reģistrētu pārtikas uzņēmumu.', {
      et: 'Vaatasime üle kooli köögi ja panime kirja, mis on toidukäitlejana registreerimiseks puudu.',
      en: 'We looked at the school kitchen and listed what is missing for registering a food business.',
    }),
    privateNote: 'Skolai ir bažas par rēķiniem; vispirms jāvienojas par skaitītāju.',
    actionItems: [
      {
        what: lv('Noskaidrot prasības pārtikas uzņēmumam', {
          et: 'Selgitada välja nõuded toidukäitlejale',
          en: 'Find out the rules for a food business',
        }),
        owner: 'community',
        due: '2019-12-02',
        done: true,
      },
      {
        what: lv('Sarunāt tikšanos ar skolu', {
          et: 'Leppida kokku kohtumine kooliga',
          en: 'Arrange a meeting with the school',
        }),
        owner: 'partner',
        due: '2019-12-10',
        done: true,
      },
    ],
  },
  {
    initiative: 'gaujienas-paligs-majas',
    on: '2020-01-21',
    minutes: 90,
    channel: 'onsite',
    phase: 'design',
    topics: ['customers', 'money', 'cooperation'],
    summary: lv('Parēķinājām stundas cenu un sagatavojām jautājumus pašvaldībai par pakalpojuma līgumu.', {
      et: 'Arvutasime tunnihinna ja panime kirja küsimused omavalitsusele teenuselepingu kohta.',
      en: 'We worked out the price of an hour and wrote down questions for the municipality about a service contract.',
    }),
    privateNote: '',
    actionItems: [
      {
        what: lv('Aptaujāt ģimenes par līdzmaksājumu', {
          et: 'Küsitleda peresid omaosaluse kohta',
          en: 'Ask the families about their share',
        }),
        owner: 'community',
        due: '2020-02-15',
        done: true,
      },
    ],
  },
  {
    initiative: 'gaujienas-audeju-darbnica',
    on: '2020-04-16',
    minutes: 60,
    channel: 'video',
    phase: 'launch',
    topics: ['marketing', 'equipment'],
    summary: lv('Izvēlējāmies stelles un vienojāmies, ka nodarbības sāksies augustā mazās grupās.', {
      et: 'Valisime kangasteljed ja leppisime kokku, et tunnid algavad augustis väikeste rühmadega.',
      en: 'We chose the looms and agreed that lessons start in August, in small groups.',
    }),
    privateNote: 'Vadītāja uztraucas par telpu apkuri ziemā.',
    actionItems: [
      {
        what: lv('Saņemt trīs cenu piedāvājumus stellēm', {
          et: 'Võtta kolm hinnapakkumust telgedele',
          en: 'Get three price quotations for looms',
        }),
        owner: 'partner',
        due: '2020-05-08',
        done: true,
      },
      {
        what: lv('Sagatavot bukleta tekstu trijās valodās', {
          et: 'Kirjutada voldiku tekst kolmes keeles',
          en: 'Write the leaflet in three languages',
        }),
        owner: 'community',
        due: '2020-06-30',
      },
    ],
  },
  {
    initiative: 'gaujienas-kopienas-virtuve',
    on: '2020-09-08',
    minutes: 45,
    channel: 'phone',
    phase: 'operation',
    topics: ['money', 'team'],
    summary: lv('Pirmā vasara: svētdienās ciemiņu vairāk, nekā cerēts. Pārrunājām, kā samaksāt otrai pavārei.', {
      et: 'Esimene suvi: pühapäeviti oli külalisi oodatust rohkem. Arutasime, kuidas teisele kokale palka maksta.',
      en: 'First summer: more Sunday guests than hoped. We talked about how to pay a second cook.',
    }),
    privateNote: '',
    actionItems: [
      { what: lv('Sarēķināt ziemas izmaksas'), owner: 'mentor', due: '2020-10-01', done: true },
      { what: lv('Izlemt par otru pavāri'), owner: 'community', due: '2020-11-15' },
    ],
  },
]
