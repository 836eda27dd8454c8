import { lv } from '../text.ts'
import type { DemoAssessment } from './types.ts'

const before: DemoAssessment['answers'] = {
  'people.children': 142,
  'people.working_age': 588,
  'people.seniors': 231,
  'people.active': {
    value: 3,
    why: lv('Talkās un svētkos nāk ap 120 cilvēku, bet rīko vienmēr tie paši desmit.', {
      et: 'Talgutel ja pidudel käib umbes 120 inimest, aga korraldavad alati samad kümme.',
      en: 'Some 120 people come to working bees and feasts, but the same ten always organise them.',
    }),
  },
  'people.skills': { value: 2, why: lv('Zinām, kas auž un kas cep, bet saraksta nav.') },
  'people.leaders': {
    value: 2,
    why: lv('Biedrības vadītāja ir viena; skolas vecāki varētu palīdzēt, ja kāds pajautātu.'),
  },
  'people.languages': {
    value: 3,
    why: lv('Igaunijas robeža ir tuvu: vecākie saprot igauniski, jaunie runā angliski.', {
      et: 'Eesti piir on lähedal: vanemad mõistavad eesti keelt, noored räägivad inglise keelt.',
      en: 'The Estonian border is near: older people understand Estonian, the young speak English.',
    }),
  },
  'people.wishing_to_work': 14,
  'associations.groups': lv(
    'Gaujienas attīstības biedrība, audēju kopa, jauktais koris, skolas vecāku padome, mednieku klubs, pensionāru vakari tautas namā.',
    {
      et: 'Gaujiena arenguselts, kudujate ring, segakoor, kooli vanemate nõukogu, jahiselts, eakate õhtud rahvamajas.',
      en: 'The development association, the weavers’ circle, a mixed choir, the school parents’ council, a hunting club, seniors’ evenings at the community house.',
    },
  ),
  'associations.activity': 3,
  'associations.volunteers': 46,
  'associations.projects': { value: 2, why: lv('Divi mazi LEADER projekti; pārskatu rakstīšana biedē.') },
  'associations.projects_eur': 18_400,
  'associations.trust': 3,
  'associations.neighbours': {
    value: 3,
    why: lv('Ar Taheva kopienu tiekamies gadatirgū; kopīga darba vēl nav bijis.'),
  },
  'places.community_house': { value: 3, why: lv('Tautas nams ir silts, taču pieejams tikai ar vadītājas atslēgu.') },
  'places.kitchen': {
    value: 'equipped',
    why: lv('Bijusī skolas virtuve: plīts un izlietnes ir, pārtikas uzņēmuma reģistrācijas nav.', {
      et: 'Endine koolisöökla köök: pliit ja kraanikausid on olemas, toidukäitlejana registreeritud ei ole.',
      en: 'The former school kitchen: stove and sinks are there, it is not registered as a food business.',
    }),
  },
  'places.workshop': 2,
  'places.equipment': 2,
  'places.internet': 48,
  'places.free_hours': 32,
  'places.unused': lv(
    'Bijušais pasts (pašvaldības, sausas telpas, bez apkures) un skolas darbnīca (pašvaldības, ar ēvelsoliem).',
  ),
  'nature.attractions': {
    value: 4,
    why: lv('Pilsdrupas, baltā pils, parks un Gauja piesaista laivotājus no maija līdz septembrim.'),
  },
  'nature.traditions': 3,
  'nature.crafts': { value: 2, why: lv('Auž mājās, pārdod tikai gadatirgū.') },
  'nature.season': 5,
  'nature.special': lv(
    'Gaujas loks ar pilsdrupām, kur dziedājis arī Jāzepa Vītola mantojums; Tilta diena uz robežas.',
    {
      et: 'Koiva käär ja linnusevaremed, muusiku suvekodu ja sillapäev piiril.',
      en: 'The bend of the Gauja with the castle ruins, a composer’s summer house, and the bridge day on the border.',
    },
  ),
  'services.shop_distance': 0.4,
  'services.transport': 4,
  'services.reach': 3,
  'services.children': { value: 3, why: lv('Skola un bērnudārzs ir; pēc četriem jauniešiem nav kur palikt.') },
  'services.elderly': {
    value: 1,
    why: lv('Divi sociālie darbinieki uz visu novadu; vientuļie gaida nedēļām.', {
      et: 'Kogu valla peale kaks sotsiaaltöötajat; üksikud ootavad nädalaid.',
      en: 'Two social workers for the whole municipality; people who live alone wait for weeks.',
    }),
  },
  'services.gap': lv(
    'Palīdzība mājās senioriem: malka, zāles, siltas pusdienas. Visvairāk tiem, kas dzīvo tālāk par 5 km no centra.',
    {
      et: 'Koduabi eakatele: küttepuud, ravimid, soe lõuna. Kõige rohkem neile, kes elavad keskusest üle 5 km.',
      en: 'Help at home for seniors: firewood, medicines, a warm lunch. Most of all for those more than 5 km from the centre.',
    },
  ),
  'services.affected': 60,
  'market.demand': 3,
  'market.visitors': 450,
  'market.spending': { value: 1, why: lv('Laivotāji piestāj, nofotografē un brauc paēst uz Valku.') },
  'market.competitors': {
    none: lv('Līdzīgu pakalpojumu 25 km apkārtnē nav, tāpēc nav ar ko salīdzināt.', {
      et: '25 km raadiuses sarnaseid teenuseid ei ole, seega pole millega võrrelda.',
      en: 'There are no such services within 25 km, so there is nothing to compare with.',
    }),
  },
  'market.tried': true,
  'market.prices': lv('Pusdienas 3,50 eiro pagasta ļaudīm, 6 eiro viesiem; nodarbība audējiem 10 eiro.'),
  'municipality.contact': true,
  'municipality.support': 'premises',
  'municipality.willingness': 4,
  'municipality.contracts': 1,
  'municipality.promise': lv('Skolas virtuvi bez nomas maksas līdz projekta beigām un krāsu bijušā pasta remontam.', {
    et: 'Kooli köök rendita kuni projekti lõpuni ja värv endise posti remondiks.',
    en: 'The school kitchen free of rent until the end of the project, and paint for the former post office.',
  }),
  'money.own_income': 1,
  'money.income_eur': 640,
  'money.bookkeeping': { value: 3, why: lv('Grāmatvede strādā par velti divas stundas mēnesī.') },
  'money.annual_report': { value: true, evidence: lv('Lursoft izraksts biedrības mapē, pie biedrības vadītājas') },
  'money.permits': 1,
  'money.notes': lv('Atbrīvojums no uzņēmumu ienākuma nodokļa ir; de minimis nav izmantots.'),
  'conclusions.need_1': lv('Reģistrēta virtuve, kurā drīkst gatavot pārdošanai', {
    et: 'Registreeritud köök, kus tohib müügiks valmistada',
    en: 'A registered kitchen in which one may cook for sale',
  }),
  'conclusions.need_2': lv('Palīgs mājās senioriem ārpus centra', {
    et: 'Koduabiline eakatele väljaspool keskust',
    en: 'A home helper for seniors outside the centre',
  }),
  'conclusions.need_3': lv('Telpa audējiem un pirmie pārdošanas kanāli', {
    et: 'Ruum kudujatele ja esimesed müügikanalid',
    en: 'A room for the weavers and a first way to sell',
  }),
  'conclusions.training': lv('Pārtikas higiēna, cenas aprēķins, grāmatvedība biedrībai.'),
  'conclusions.idea': lv('Kopienas virtuve bijušajā skolas virtuvē: pusdienas senioriem un laivotājiem.', {
    et: 'Kogukonnaköök endises kooliköögis: lõuna eakatele ja paadimatkajatele.',
    en: 'A community kitchen in the former school kitchen: lunch for seniors and for boaters.',
  }),
}

export const gaujienaBefore: DemoAssessment = {
  parish: 'gaujiena',
  round: 'baseline',
  stage: 'approved',
  answers: before,
  meetings: [
    {
      on: '2019-09-12',
      place: 'Gaujienas tautas nams',
      minutes: 150,
      facilitator: 'ārēja eksperte',
      participants: 24,
      women: 16,
      young: 4,
      seniors: 9,
      record: lv(
        'Apspriedām cilvēkus, biedrības un vietas. Visilgāk runājām par to, kas notiks, kad tagadējie rīkotāji nogurs.\n\nNolēmām:\n\n- sastādīt prasmju sarakstu,\n- nākamreiz uzaicināt jauniešus.',
        {
          en: 'We spoke of people, associations and places, and longest of what happens when those who organise today grow tired.',
        },
      ),
      names: ['Dalībniece Viena', 'Dalībnieks Divi', 'Dalībniece Trīs', 'Dalībnieks Četri'],
    },
    {
      on: '2019-10-03',
      place: 'Gaujienas pamatskola',
      minutes: 120,
      facilitator: 'ārēja eksperte',
      participants: 19,
      women: 13,
      young: 6,
      seniors: 5,
      record: lv('Daba, pakalpojumi un tirgus. Jaunieši rādīja, kur viesi apstājas un kur neapstājas.'),
      names: ['Dalībniece Viena', 'Dalībniece Piecas'],
    },
    {
      on: '2019-10-24',
      place: 'Gaujienas tautas nams',
      minutes: 105,
      facilitator: 'ārēja eksperte',
      participants: 21,
      women: 14,
      young: 3,
      seniors: 8,
      record: lv('Pašvaldība, nauda un secinājumi. Ar rokas pacelšanu izvēlējāmies trīs vajadzības.'),
    },
  ],
}

/** Half a year later: what has moved since the first round. */
export const gaujienaMidway: DemoAssessment = {
  parish: 'gaujiena',
  round: 'midterm',
  stage: 'approved',
  answers: {
    ...before,
    'people.active': { value: 4, why: lv('Virtuves talkās strādāja 34 cilvēki, trešdaļa no tiem pirmo reizi.') },
    'people.skills': { value: 4, why: lv('Prasmju saraksts ir: 61 cilvēks.') },
    'people.leaders': 3,
    'associations.projects': 3,
    'places.kitchen': { value: 'registered', why: lv('Reģistrēta pārtikas uzņēmumu reģistrā februārī.') },
    'places.workshop': 3,
    'services.elderly': { value: 2, why: lv('Viens palīgs uz pusslodzi; rindā vēl vienpadsmit.') },
    'market.spending': 2,
    'market.competitors': { value: 3, why: lv('Valkā atvērta kafejnīca; mums ir upe un siltas pusdienas.') },
    'municipality.contracts': 3,
    'money.own_income': 2,
    'money.income_eur': 2150,
    'money.permits': 3,
  },
  meetings: [
    {
      on: '2020-02-20',
      place: 'Gaujienas kopienas virtuve',
      minutes: 90,
      facilitator: 'projekta koordinatore',
      participants: 17,
      women: 11,
      young: 3,
      seniors: 6,
      record: lv('Salīdzinājām ar rudeni: virtuve ir reģistrēta, palīgam mājās jau ir rinda.'),
    },
  ],
}
