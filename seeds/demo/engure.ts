import { conditions } from './engure/versions.ts'
import { boats } from './engure/boats.ts'
import { guides } from './engure/guides.ts'
import { market } from './engure/market.ts'
import type { DemoCooperation, DemoParish, DemoResource } from './types.ts'
import { idea, lv } from './text.ts'

const resources: DemoResource[] = [
  {
    key: 'harbour',
    category: 'place',
    name: lv('Osta ar laukumu un šķūni', { et: 'Sadam väljaku ja kuuriga', en: 'Harbour with a square and a shed' }),
    owner: 'ostas pārvalde',
    condition: lv('Laba; šķūnī nav apkures', { et: 'Hea; kuuris ei ole kütet', en: 'Good; no heating in the shed' }),
    availability: lv('Laukums sestdienās, šķūnis visu gadu', {
      et: 'Väljak laupäeviti, kuur aasta ringi',
      en: 'The square on Saturdays, the shed all year',
    }),
  },
  {
    key: 'fishermen',
    category: 'association',
    name: lv('Zvejnieki un mājražotājas', { et: 'Kalurid ja väiketootjad', en: 'Fishermen and home producers' }),
    owner: 'zvejnieku kopa',
    condition: lv('Astoņpadsmit pārdevēji gatavi piedalīties', {
      et: 'Kaheksateist müüjat on valmis osalema',
      en: 'Eighteen sellers ready to take part',
    }),
    availability: lv('No jūnija līdz septembrim', { et: 'Juunist septembrini', en: 'June to September' }),
  },
  {
    key: 'boat-builders',
    category: 'people',
    name: lv('Laivu meistari', { et: 'Paadimeistrid', en: 'Boat builders' }),
    owner: 'iedzīvotāji',
    condition: lv('Divi, abi pensijā', { et: 'Kaks, mõlemad pensionil', en: 'Two, both retired' }),
    availability: lv('Divas pēcpusdienas nedēļā', { et: 'Kaks pärastlõunat nädalas', en: 'Two afternoons a week' }),
  },
  {
    key: 'lake',
    category: 'nature',
    name: lv('Ezers ar takām un skatu torni', {
      et: 'Järv radade ja vaatetorniga',
      en: 'The lake with trails and a watchtower',
    }),
    owner: 'dabas parks',
    condition: lv('Takas labas, viena laipa jāremontē', {
      et: 'Rajad head, üks laudtee vajab remonti',
      en: 'Trails good, one boardwalk needs repair',
    }),
    availability: lv('Visu gadu; ligzdošanas laikā ar ierobežojumiem', {
      et: 'Aasta ringi; pesitsusajal piirangutega',
      en: 'All year; restricted in the nesting season',
    }),
  },
  {
    key: 'bird-watchers',
    category: 'people',
    name: lv('Putnu pazinēji', { et: 'Linnutundjad', en: 'People who know the birds' }),
    owner: 'iedzīvotāji',
    condition: lv('Pieci grib mācīties par gidiem', {
      et: 'Viis soovib giidiks õppida',
      en: 'Five want to become guides',
    }),
    availability: lv('Brīvdienās'),
  },
]

const cooperations: DemoCooperation[] = [
  {
    initiative: 'engures-zvejnieku-tirdzins',
    kind: 'co_funding',
    municipalityGives: lv('Atļaujas bez maksas un daļu rīkotājas algas', {
      et: 'Load tasuta ja osa korraldaja palgast',
      en: 'Permits free of charge and part of the organiser’s pay',
    }),
    communityGives: lv('Sakoptu laukumu un tirdziņu visiem ražotājiem', {
      et: 'Korras väljaku ja turu kõigile tootjatele',
      en: 'A tidy square and a market open to all producers',
    }),
    contact: 'pašvaldības uzņēmējdarbības speciāliste',
    from: '2020-06-01',
    to: '2020-09-30',
    signedOn: '2020-05-06',
  },
  {
    initiative: 'engures-jauniesu-laivu-darbnica',
    kind: 'memorandum',
    municipalityGives: lv('Meistaru atlīdzību no jaunatnes darba līdzekļiem', {
      et: 'Meistrite tasu noorsootöö rahast',
      en: 'The masters’ pay from money for youth work',
    }),
    communityGives: lv('Telpas un vienu salabotu laivu gadā', {
      et: 'Ruumid ja ühe parandatud paadi aastas',
      en: 'Rooms and one repaired boat a year',
    }),
    contact: 'jauniešu centra vadītāja',
    from: '2020-09-01',
    to: '2021-05-31',
    signedOn: '2020-08-12',
  },
  {
    initiative: 'engures-putnu-takas-gidi',
    kind: 'none',
    reason: lv('Gidi strādā kā pašnodarbinātie; pašvaldība tikai ievieto informāciju savā vietnē.', {
      et: 'Giidid on iseendale tööandjad; omavalitsus avaldab ainult teabe oma veebilehel.',
      en: 'The guides are self-employed; the municipality only publishes information on its website.',
    }),
    municipalityGives: lv('Informāciju tūrisma lapā', {
      et: 'Teabe turismilehel',
      en: 'Information on the tourism page',
    }),
    communityGives: lv('Aktuālu pastaigu grafiku', { et: 'Ajakohase ajakava', en: 'An up-to-date timetable' }),
    contact: 'tūrisma informācijas konsultante',
  },
]

export const engure: DemoParish = {
  parish: 'engure',
  intro: lv('Piekrastes pagasts starp jūru un Engures ezeru, ar ostu un zvejnieku ciemiem.', {
    et: 'Rannakogukond mere ja Engure järve vahel, sadama ja kaluriküladega.',
    en: 'A coastal parish between the sea and Lake Engure, with a harbour and fishing villages.',
  }),
  stage: 'approved',
  approval: { submittedAt: '2019-12-09T12:10:00Z', at: '2019-12-16T08:30:00Z', conditions },
  initiatives: [
    market,
    boats,
    guides,
    idea(
      'engures-deju-vakari',
      'culture',
      lv('Deju vakari ostā', { et: 'Tantsuõhtud sadamas', en: 'Dance evenings in the harbour' }),
      lv('Vasaras piektdienās dejas dzīvās mūzikas pavadībā.', {
        et: 'Suvereedeti tants elava muusika saatel.',
        en: 'Dancing to live music on summer Fridays.',
      }),
      lv('Visiem, kas grib dejot', { et: 'Kõigile, kes tahavad tantsida', en: 'Everybody who wants to dance' }),
    ),
  ],
  resources,
  cooperations,
  advice: [],
}
