import { et, lv } from '../text.ts'
import type { DemoDay } from './types.ts'

const ape = ['ape', 'gaujiena', 'trapene', 'viresi']
const engure = ['engure', 'lapmezciems', 'smarde']
const setomaa = ['meremae', 'mikitamae', 'varska', 'luhamaa', 'setomaa5']
const alutaguse = ['alajoe', 'iisaku', 'illuka', 'maetaguse', 'tudulinna']

const lesson = (number: number, onDay: string, titles: [lv: string, et: string, en: string]): DemoDay => ({
  title: lv(`Datorprasmes, ${number}. nodarbība: ${titles[0]}`, {
    et: `Arvutioskused, ${number}. tund: ${titles[1]}`,
    en: `Computer skills, lesson ${number}: ${titles[2]}`,
  }),
  kind: number === 1 ? 'theory' : 'practical',
  organiser: 'engure',
  parishes: engure,
  topics: [number === 1 ? 'online_work' : 'visual_material'],
  dates: [[onDay, '17:00', '20:30', 1]],
  place: 'Smārdes pamatskola, datorklase',
  languages: ['lv'],
  capacity: 14,
  closes: number === 1 ? '2020-03-08' : '2020-03-15',
  trainers: 'Demo lektore, mācību centrs',
  stage: 'open',
})

/** The training days of the first ten months: those that are known, and others of the same kind. */
export const days: readonly DemoDay[] = [
  {
    title: lv('Līderis', { et: 'Eestvedaja', en: 'Leader' }),
    about: lv(
      'Divas dienas kopienu iniciatīvu vadītājiem no Engures un Apes: kā sākt, kā sadalīt darbus un kā neizdegt.',
      {
        et: 'Kaks päeva Engure ja Ape kogukonnaalgatuste eestvedajatele: kuidas alustada, töid jagada ja mitte läbi põleda.',
        en: 'Two days for those who lead community initiatives in Engure and Ape: how to begin, share the work and not burn out.',
      },
    ),
    agenda: lv('- Kas ir līderis kopienā\n- Komanda un lomas\n- Darbs grupās: pirmie simts soļi', {
      et: '- Kes on kogukonna eestvedaja\n- Meeskond ja rollid\n- Rühmatöö: esimesed sada sammu',
      en: '- What a leader in a community is\n- A team and its roles\n- Group work: the first hundred steps',
    }),
    kind: 'theory',
    organiser: 'engure',
    parishes: [...engure, ...ape],
    topics: ['leadership'],
    dates: [
      ['2019-11-29', '10:00', '17:00', 2],
      ['2019-11-30', '09:00', '16:00', 2],
    ],
    place: 'Šlokenbekas muiža',
    languages: ['lv'],
    capacity: 40,
    trainers: 'Demo lektors, mācību centrs\nDemo lektore',
    stage: 'held',
  },
  {
    title: lv('Savu resursu apzināšanās un efektīva izmantošana', {
      et: 'Oma ressursside tundmine ja tõhus kasutamine',
      en: 'Knowing our own resources and using them well',
    }),
    kind: 'theory',
    organiser: 'ape',
    parishes: ape,
    topics: ['own_resources'],
    dates: [['2020-02-22', '10:00', '16:00', 2]],
    place: 'Gaujienas tautas nams',
    languages: ['lv'],
    capacity: 30,
    trainers: 'Demo lektore',
    stage: 'held',
  },
  {
    title: et('Kodune toitlustamine algusest lõpuni', {
      lv: 'Mājas ēdināšana no sākuma līdz galam',
      en: 'Home catering from beginning to end',
    }),
    kind: 'practical',
    organiser: 'setomaa',
    parishes: setomaa,
    topics: ['food_handling'],
    dates: [['2020-01-25', '10:00', '16:30', 2]],
    place: 'Värska kooli köök',
    languages: ['et', 'vro'],
    capacity: 16,
    trainers: 'Demo koolitaja',
    stage: 'held',
  },
  lesson(1, '2020-03-11', [
    'dokumenti Google diskā un tiešsaistes sapulces',
    'dokumendid Google Drive’is ja veebikoosolekud',
    'documents in Google Drive and online meetings',
  ]),
  lesson(2, '2020-03-18', [
    'vizuālie materiāli un aptaujas tiešsaistē',
    'visuaalid ja veebiküsitlused',
    'visual material and online surveys',
  ]),
  {
    title: et('Ideest sotsiaalse ettevõtteni', {
      lv: 'No idejas līdz sociālajam uzņēmumam',
      en: 'From an idea to a social enterprise',
    }),
    about: et('Setomaa ja Alutaguse ühised koolituspäevad: **mida kogukond pakub ja kes selle eest maksab**.', {
      lv: 'Setomā un Alutaguses kopīgās mācības: **ko kopiena piedāvā un kas par to maksā**.',
      en: 'Setomaa and Alutaguse together: **what a community offers and who pays for it**.',
    }),
    kind: 'theory',
    organiser: 'setomaa',
    parishes: [...setomaa, ...alutaguse],
    topics: ['social_enterprise'],
    // The clocks go forward in the night between the two.
    dates: [
      ['2020-03-28', '11:00', '17:00', 2],
      ['2020-03-29', '10:00', '15:00', 2],
    ],
    place: 'Värska',
    languages: ['et'],
    capacity: 35,
    closes: '2020-03-20',
    trainers: 'Demo koolitaja, koolituskeskus',
    stage: 'open',
  },
  {
    title: lv('Pasākumu organizēšana', { et: 'Sündmuste korraldamine', en: 'Organising events' }),
    about: lv('Sešas stundas tiešsaistē: no idejas un budžeta līdz drošībai un atsauksmēm.', {
      et: 'Kuus tundi veebis: ideest ja eelarvest ohutuse ja tagasisideni.',
      en: 'Six hours online: from the idea and its budget to safety and what people say afterwards.',
    }),
    kind: 'practical',
    organiser: 'engure',
    parishes: [...engure, ...ape],
    topics: ['event_organisation'],
    dates: [['2020-04-18', '10:00', '16:00', 2]],
    modality: 'online',
    onlineAt: 'https://zoom.example.org/j/demo',
    languages: ['lv'],
    capacity: 30,
    closes: '2020-04-15',
    trainers: 'Demo lektore',
    stage: 'published',
  },
  {
    title: lv('Makramē mezgli', { et: 'Makramee sõlmed', en: 'Macramé knots' }),
    kind: 'practical',
    organiser: 'engure',
    parishes: engure,
    topics: ['crafts'],
    dates: [['2020-03-07', '11:00', '15:00', 1]],
    place: 'Lapmežciema tautas nams',
    languages: ['lv'],
    capacity: 12,
    stage: 'open',
    fate: {
      reason: lv('Jaunā vīrusa dēļ pagaidām nepulcējamies telpās. Kad drīkstēs, satiksimies maijā.', {
        et: 'Uue viiruse tõttu me praegu ruumides ei kogune. Kui võib, kohtume mais.',
        en: 'Because of the new virus we do not gather indoors for now. Once we may, we meet in May.',
      }),
      to: [['2020-05-16', '11:00', '15:00', 1]],
    },
  },
  {
    title: et('Klientide leidmine sotsiaalmeediast', {
      lv: 'Klientu meklēšana sociālajos tīklos',
      en: 'Finding customers on social media',
    }),
    kind: 'theory',
    organiser: 'alutaguse',
    parishes: alutaguse,
    topics: ['selling_online'],
    dates: [['2020-02-15', '11:00', '14:00', 1]],
    place: 'Iisaku rahvamaja',
    languages: ['et', 'ru'],
    capacity: 20,
    stage: 'published',
    fate: {
      reason: et('Registreerus ainult kolm inimest. Uue aja pakume sügisel.', {
        lv: 'Pieteicās tikai trīs cilvēki. Jaunu laiku piedāvāsim rudenī.',
        en: 'Only three people registered. We shall offer another time in autumn.',
      }),
    },
  },
  {
    title: lv('Palīdzība senioriem mājās', { et: 'Eakate abistamine kodus', en: 'Helping seniors at home' }),
    kind: 'practical',
    organiser: 'ape',
    parishes: ['gaujiena', 'viresi'],
    topics: ['care_at_home'],
    dates: [['2020-04-04', '10:00', '16:00', 2]],
    place: 'Gaujienas tautas nams',
    languages: ['lv'],
    capacity: 12,
    closes: '2020-03-30',
    trainers: 'Demo lektore, aprūpes centrs',
    stage: 'open',
  },
  {
    title: et('Külapäev: sündmuse korraldamine', {
      lv: 'Ciema svētki: pasākuma rīkošana',
      en: 'A village day: organising an event',
    }),
    kind: 'practical',
    organiser: 'alutaguse',
    parishes: ['iisaku', 'maetaguse'],
    topics: ['event_organisation'],
    dates: [['2020-05-01', '11:00', '17:00', 2]],
    place: 'Mäetaguse',
    languages: ['et', 'ru'],
    interpretation: et('Vene keelde, kui keegi seda soovib'),
    stage: 'planned',
  },
]
