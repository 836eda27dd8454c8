import { et, lv } from '../text.ts'
import type { DemoAssessment, DemoAnswer } from './types.ts'

const numbers = (values: Record<string, number>): Record<string, DemoAnswer> => values

export const trapene: DemoAssessment = {
  parish: 'trapene',
  round: 'baseline',
  stage: 'submitted',
  answers: {
    ...numbers({
      'people.children': 60,
      'people.working_age': 290,
      'people.seniors': 122,
      'people.wishing_to_work': 8,
    }),
    ...numbers({ 'people.active': 2, 'people.skills': 2, 'people.leaders': 2, 'people.languages': 2 }),
    'associations.groups': lv('Biedrība “Trapenes Aka”, dāmu deju kopa, makšķernieki.'),
    ...numbers({ 'associations.activity': 2, 'associations.volunteers': 18, 'associations.projects': 2 }),
    ...numbers({ 'associations.projects_eur': 6200, 'associations.trust': 4, 'associations.neighbours': 1 }),
    ...numbers({ 'places.community_house': 4, 'places.workshop': 1, 'places.equipment': 2 }),
    'places.kitchen': 'home',
    ...numbers({ 'places.internet': 30, 'places.free_hours': 40 }),
    'places.unused': lv('Dzirnavu noliktava, privāta.'),
    ...numbers({ 'nature.attractions': 2, 'nature.traditions': 3, 'nature.crafts': 1, 'nature.season': 3 }),
    'nature.special': lv('Kolberģa muižas parks.'),
    ...numbers({ 'services.shop_distance': 0.5, 'services.transport': 3, 'services.reach': 2, 'services.children': 2 }),
    ...numbers({ 'services.elderly': 2, 'services.affected': 40 }),
    'services.gap': lv('Jauniešiem nav kur satikties.'),
    ...numbers({ 'market.demand': 2, 'market.visitors': 90, 'market.spending': 1, 'market.competitors': 2 }),
    'market.tried': false,
    'market.prices': lv('Nav zināms; jāpajautā.'),
    'municipality.contact': true,
    'municipality.support': 'premises',
    ...numbers({ 'municipality.willingness': 3, 'municipality.contracts': 1 }),
    'municipality.promise': lv('Telpas bez maksas.'),
    ...numbers({ 'money.own_income': 0, 'money.income_eur': 0, 'money.bookkeeping': 2, 'money.permits': 1 }),
    'money.annual_report': { value: false, evidence: lv('Biedrības valdes protokols') },
    'money.notes': { none: lv('Biedrībai pagaidām nav ne darbinieku, ne ieņēmumu.') },
    'conclusions.need_1': lv('Vieta jauniešiem'),
    'conclusions.need_2': lv('Grāmatvedības atbalsts'),
    'conclusions.need_3': lv('Remonta darbnīca'),
    'conclusions.training': lv('Projekta pārskati, cenas aprēķins.'),
    'conclusions.idea': lv('Velosipēdu un instrumentu darbnīca.'),
  },
  meetings: [
    {
      on: '2019-11-07',
      place: 'Trapenes kultūras nams',
      minutes: 120,
      facilitator: 'ārēja eksperte',
      participants: 14,
      women: 9,
      young: 2,
      seniors: 5,
      record: lv('Visas sadaļas vienā vakarā.'),
    },
  ],
}

export const iisaku: DemoAssessment = {
  ...trapene,
  parish: 'iisaku',
  stage: 'returned',
  note: et('Palun täpsustage, miks annetuste kohta andmeid pole, ja lisage teise koosoleku protokoll.'),
  answers: {
    ...trapene.answers,
    ...numbers({ 'people.children': 130, 'people.working_age': 610, 'people.seniors': 290, 'people.active': 3 }),
    'associations.groups': et('Külaselts, muuseumi sõbrad, rahvatantsurühm.'),
    'places.unused': et('Endine pangakontor, valla oma.'),
    'nature.special': et('Iisaku vaatetorn ja poluvernikute lood.'),
    'services.gap': et('Sõit arsti juurde.'),
    'market.prices': et('Lõuna 6 eurot.'),
    'municipality.promise': et('Toetus bussisõitudele.'),
    'money.annual_report': { value: true, evidence: et('Äriregister') },
    'money.notes': et('Maksuvabad annetused: andmeid ei ole.'),
    'conclusions.need_1': et('Sõit arsti juurde'),
    'conclusions.need_2': et('Köök sündmusteks'),
    'conclusions.need_3': et('Noored eestvedajad'),
    'conclusions.training': et('Ürituse korraldamine.'),
    'conclusions.idea': et('Kogukonnaköök muuseumi kõrval.'),
  },
  meetings: [
    {
      on: '2019-11-14',
      place: 'Iisaku rahvamaja',
      minutes: 110,
      facilitator: 'väline ekspert',
      participants: 16,
      women: 10,
      young: 1,
      seniors: 7,
      record: et('Esimene koosolek.'),
    },
  ],
}

export const meremae: DemoAssessment = {
  parish: 'meremae',
  round: 'baseline',
  stage: 'draft',
  answers: {
    ...numbers({ 'people.children': 88, 'people.working_age': 340, 'people.seniors': 207 }),
    'people.active': { value: 3, why: et('Kirmastel käib pool valda.') },
    'nature.traditions': 5,
    'nature.attractions': 4,
    'associations.groups': et('Obinitsa seltsid, leelokoor, kunstiring.'),
  },
  meetings: [],
}

export const viresi: DemoAssessment = {
  parish: 'viresi',
  round: 'baseline',
  stage: 'draft',
  answers: {
    ...numbers({ 'people.children': 41, 'people.seniors': 118, 'people.active': 2 }),
    'services.transport': { value: 2, why: lv('Rīta autobuss un vakara autobuss; brīvdienās neviens.') },
  },
  meetings: [
    {
      on: '2020-02-13',
      place: 'Vīksnas stacija',
      minutes: 90,
      facilitator: 'ārēja eksperte',
      participants: 11,
      women: 7,
      young: 0,
      seniors: 6,
      record: lv('Sākām ar cilvēkiem un ceļiem.'),
    },
  ],
}
