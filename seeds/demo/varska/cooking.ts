import type { DemoInitiative } from '../types.ts'
import { cost, et, income, investment } from '../text.ts'

export const cooking: DemoInitiative = {
  slug: 'varska-seto-koogi-opitoad',
  title: et('Seto köögi õpitoad', { lv: 'Seto virtuves darbnīcas', en: 'Seto cooking workshops' }),
  category: 'food',
  summary: et('Perenaised õpetavad külalistele sõira, pirukaid ja suppe, pärast süüakse koos.', {
    lv: 'Saimnieces māca ciemiņiem siet sieru, cept pīrāgus un vārīt zupas, pēc tam visi paēd kopā.',
    en: 'Local housewives teach visitors cheese, pies and soups, and then all eat together.',
  }),
  description: et(
    'Küla perenaised oskavad toite, mida mujal enam ei tehta, ja külalised küsivad nende järele. Kodus õpetada on kitsas ja nõuded on ranged.\n\nRahvamaja köök kohandatakse õppeköögiks kaheteistkümnele. Õpitoad on laupäeviti, suvel ka kolmapäeviti; gruppidele kokkuleppel. Tooraine tuleb lähitaludest.\n\n- Hooaeg: aasta ringi\n- Keeled: eesti, seto, vene, läti',
    {
      lv: 'Ciema saimnieces prot pagatavot ēdienus, kurus citur vairs negatavo, un ciemiņi par tiem jautā. Mājās mācīt ir šauri, un prasības ir stingras.\n\nTautas nama virtuvi pielāgos mācībām divpadsmit cilvēkiem. Darbnīcas notiek sestdienās, vasarā arī trešdienās; grupām pēc vienošanās. Produkti nāk no tuvējām saimniecībām.\n\n- Sezona: visu gadu\n- Valodas: igauņu, seto, krievu, latviešu',
      en: 'The village’s housewives know dishes that nobody else makes any more, and visitors ask for them. At home there is little room to teach, and the rules are strict.\n\nThe kitchen of the community hall becomes a teaching kitchen for twelve. Workshops are on Saturdays, in summer on Wednesdays too; for groups by agreement. The food comes from nearby farms.\n\n- Season: all year\n- Languages: Estonian, Seto, Russian, Latvian',
    },
  ),
  responsible: 'külaseltsi juhatus',
  startsOn: '2020-06-06',
  place: et('Rahvamaja köök', { lv: 'Tautas nama virtuve', en: 'Kitchen of the community hall' }),
  serves: 'both',
  provider: 'ngo',
  risks: et('Liikumispiirangud: siis pakume toidukarpe kaasa ja õpitubasid veebis.', {
    lv: 'Pārvietošanās ierobežojumi: tad piedāvājam ēdienu līdzņemšanai un darbnīcas tiešsaistē.',
    en: 'Restrictions on travel: then we offer food boxes to take away and workshops online.',
  }),
  sustainability: et('Osavõtutasu katab tooraine ja õpetajate töö; kööki üürime vabadel päevadel välja.', {
    lv: 'Dalībnieku maksa sedz produktus un skolotāju darbu; brīvajās dienās virtuvi iznomājam.',
    en: 'Fees cover food and teachers; on free days the kitchen is let out.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: et('Turistid ja sanatooriumi külalised', {
        lv: 'Tūristi un sanatorijas viesi',
        en: 'Tourists and guests of the spa',
      }),
      size: 350,
      gain: et('Päris kohalik toit ja oskus kaasa.', {
        lv: 'Īsts vietējais ēdiens un prasme līdzi.',
        en: 'Truly local food, and a skill to take home.',
      }),
    },
    {
      who: et('Kohalikud perenaised', { lv: 'Vietējās saimnieces', en: 'Local housewives' }),
      size: 8,
      gain: et('Tasuline töö oma oskustega.', {
        lv: 'Apmaksāts darbs ar savām prasmēm.',
        en: 'Paid work with their own skills.',
      }),
    },
  ],
  finance: [
    investment('2020-04', 'equipment', 'Induktsioonpliit neljale rühmale', 'tk', 4, 42900, {
      erdf: 145860,
      partner: 25740,
    }),
    investment('2020-04', 'equipment', 'Töölauad, roostevaba teras', 'tk', 3, 31500, { erdf: 80325, partner: 14175 }),
    investment('2020-04', 'equipment', 'Potid, noad, vormid', 'komplekt', 12, 6475, { erdf: 66045, partner: 11655 }),
    cost('2020-04', 'building', 'Elektritööd', 'töö', 1, 86000, { municipality: 86000 }),
    cost('2020-05', 'fees', 'Toidukäitleja teavitus ja veeanalüüs', 'kord', 1, 9850, { community: 9850 }),
    cost('2020-06', 'materials', 'Tooraine', 'osaleja', 288, 550, { revenue: 158400 }),
    cost('2020-06', 'services', 'Õpetajate töö', 'tund', 96, 1200, { revenue: 115200 }, 'exempt'),
    cost('2020-06', 'marketing', 'Voldikud ja veebireklaam', 'komplekt', 1, 29900, { erdf: 25415, partner: 4485 }),
    cost('2020-06', 'staff', 'Vabatahtlikud: koristamine', 'tund', 72, 500, { inKind: 36000 }, 'exempt'),
    income('2020-06', 'sales', 'Õpitoa osavõtutasu', 'osaleja', 288, 1900, { revenue: 547200 }),
  ],
  investments: [
    {
      what: et('Pliidid, töölauad ja nõud', {
        lv: 'Plītis, darba galdi un trauki',
        en: 'Stoves, work tables and pots',
      }),
      why: et('Praegu saab korraga õpetada kolme inimest.', {
        lv: 'Pašlaik vienlaikus var mācīt trīs cilvēkus.',
        en: 'At present only three people can be taught at once.',
      }),
      cost: 343800,
      priority: 'must',
      keeper: et('Külaselts, rahvamajas', {
        lv: 'Ciema biedrība, tautas namā',
        en: 'The village society, in the hall',
      }),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 5000,
      startsOn: '2020-06-01',
      who: et('Õpitubade perenaine', { lv: 'Darbnīcu saimniece', en: 'Workshop hostess' }),
    },
    {
      kind: 'seasonal',
      fte: 2500,
      startsOn: '2020-06-01',
      who: et('Kaks suvist õpetajat', { lv: 'Divas skolotājas vasarā', en: 'Two teachers in summer' }),
    },
  ],
  resources: ['hall', 'housewives'],
}
