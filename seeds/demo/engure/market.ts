import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const market: DemoInitiative = {
  slug: 'engures-zvejnieku-tirdzins',
  title: lv('Zvejnieku tirdziņš', { et: 'Kalurite turg', en: 'Fishermen’s market' }),
  category: 'food',
  summary: lv('Vasarā katru otro sestdienu ostā: kūpinātas zivis, maize, dārzeņi un zupa.', {
    et: 'Suvel üle laupäeva sadamas: suitsukala, leib, köögivili ja supp.',
    en: 'Every second Saturday of the summer in the harbour: smoked fish, bread, vegetables and soup.',
  }),
  description: lv(
    'Zivis, maizi un dārzeņus pagastā ražo daudzi, bet pārdod katrs atsevišķi un tālu no mājām. Osta vasarā ir pilna ar ciemiņiem.\n\nKopienas tirdziņš liek visus kopā: desmit galdi ar jumtiem, kopīga kūpinātava un zupas katls. Dalībnieki maksā par vietu, biedrība rūpējas par atļaujām, reklāmu un kārtību.',
    {
      et: 'Kala, leiba ja köögivilja toodavad siin paljud, aga igaüks müüb omaette ja kodust kaugel. Suvel on sadam külalisi täis.\n\nKogukonna turg toob kõik kokku: kümme katusega letti, ühine suitsuahi ja supikatel. Müüjad maksavad koha eest, ühing hoolitseb lubade, reklaami ja korra eest.',
      en: 'Many in the parish produce fish, bread and vegetables, but each sells alone and far from home. In summer the harbour is full of visitors.\n\nThe community market brings them together: ten covered stalls, a shared smokehouse and a soup kettle. Sellers pay for their place; the association sees to permits, publicity and order.',
    },
  ),
  responsible: 'biedrības valde',
  startsOn: '2020-06-13',
  place: lv('Osta', { et: 'Sadam', en: 'The harbour' }),
  serves: 'both',
  provider: 'ngo',
  risks: lv('Slikts laiks: galdiem ir jumti, vētrā tirdziņu pārceļ par nedēļu.', {
    et: 'Halb ilm: lettidel on katused, tormi korral lükkub turg nädala võrra edasi.',
    en: 'Bad weather: the stalls are covered; in a storm the market moves by a week.',
  }),
  sustainability: lv('Vietas maksa sedz rīkotājas darbu un atļaujas jau no otrās vasaras.', {
    et: 'Kohatasu katab korraldaja töö ja load alates teisest suvest.',
    en: 'Stall fees cover the organiser and the permits from the second summer on.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Zvejnieki un mājražotāji', { et: 'Kalurid ja väiketootjad', en: 'Fishermen and home producers' }),
      size: 18,
      gain: lv('Pārdod uz vietas, bez starpniekiem.', {
        et: 'Müüvad kohapeal, ilma vahendajata.',
        en: 'They sell on the spot, without middlemen.',
      }),
    },
    {
      who: lv('Vasarnieki un ciemiņi', { et: 'Suvitajad ja külalised', en: 'Summer residents and visitors' }),
      size: 900,
      gain: lv('Svaigas zivis un iemesls palikt ilgāk.', {
        et: 'Värske kala ja põhjus kauem jääda.',
        en: 'Fresh fish and a reason to stay longer.',
      }),
    },
  ],
  finance: [
    investment('2020-05', 'equipment', 'Tirgus galdi ar jumtiem', 'gab.', 10, 23800, { erdf: 202300, partner: 35700 }),
    investment('2020-05', 'building', 'Kūpinātavas krāsns un skārda jumts', 'komplekts', 1, 128000, {
      erdf: 108800,
      partner: 19200,
    }),
    cost('2020-05', 'fees', 'Tirdzniecības atļaujas', 'gads', 1, 11400, { municipality: 11400 }),
    cost(
      '2020-06',
      'staff',
      'Tirdziņa rīkotāja',
      'tirdziņš',
      7,
      9000,
      { revenue: 35000, municipality: 28000 },
      'exempt',
    ),
    cost('2020-06', 'marketing', 'Plakāti un norādes', 'komplekts', 1, 24650, { erdf: 20953, partner: 3697 }),
    cost('2020-06', 'staff', 'Brīvprātīgie: galdu uzstādīšana', 'stunda', 84, 450, { inKind: 37800 }, 'exempt'),
    income('2020-06', 'sales', 'Vietas maksa', 'vieta', 70, 500, { revenue: 35000 }),
    income('2020-06', 'sales', 'Zivju zupa', 'bļoda', 420, 350, { revenue: 147000 }),
  ],
  investments: [
    {
      what: lv('Desmit galdi ar jumtiem', { et: 'Kümme katusega letti', en: 'Ten covered stalls' }),
      why: lv('Bez jumta zivis saulē stāvēt nedrīkst.', {
        et: 'Ilma katuseta ei tohi kala päikese käes seista.',
        en: 'Fish must not stand in the sun without a roof.',
      }),
      cost: 238000,
      priority: 'must',
      keeper: lv('Biedrība, ostas noliktavā', {
        et: 'Ühing, sadama laos',
        en: 'The association, in the harbour store',
      }),
    },
    {
      what: lv('Kūpinātava', { et: 'Suitsuahi', en: 'Smokehouse' }),
      why: lv('Daļai zvejnieku savas nav.', { et: 'Osal kaluritest oma ei ole.', en: 'Some fishermen have none.' }),
      cost: 128000,
      priority: 'should',
      keeper: lv('Zvejnieku kopa', { et: 'Kalurite rühm', en: 'The fishermen’s group' }),
    },
  ],
  jobs: [
    {
      kind: 'seasonal',
      fte: 2000,
      startsOn: '2020-06-01',
      who: lv('Tirdziņa rīkotāja', { et: 'Turu korraldaja', en: 'Market organiser' }),
    },
    { kind: 'self_employed', who: lv('Trīs mājražotājas', { et: 'Kolm väiketootjat', en: 'Three home producers' }) },
  ],
  resources: ['harbour', 'fishermen'],
}
