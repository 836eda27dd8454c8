import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, income, investment, lv } from './text.ts'

const afternoons: DemoInitiative = {
  slug: 'smardes-muzikas-pecpusdienas',
  title: lv('Mūzikas pēcpusdienas', { et: 'Muusikapärastlõunad', en: 'Music afternoons' }),
  category: 'music',
  summary: lv('Svētdienās koncerts un danči: spēlē vietējie, klausās visi.', {
    et: 'Pühapäeviti kontsert ja tants: mängivad kohalikud, kuulavad kõik.',
    en: 'Concerts and dancing on Sundays: local people play, everybody listens.',
  }),
  description: lv(
    'Pagastā ir muzikanti, bet nav kur spēlēt kopā. Skolas zāle svētdienās ir brīva.\n\nReizi divās nedēļās notiek koncerts ar kafijas galdu. Pirms tā stunda paredzēta bērniem, kas grib pamēģināt instrumentu.',
  ),
  responsible: 'muzikantu kopas vadītājs',
  startsOn: '2020-09-20',
  place: lv('Skolas zāle'),
  serves: 'both',
  provider: 'ngo',
  risks: lv('Pulcēšanās ierobežojumi: koncertus pārraidām tiešsaistē.'),
  sustainability: lv('Ziedojumi un kafijas galds sedz apskaņošanu un atlīdzību.'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    { who: lv('Pagasta iedzīvotāji'), size: 200, gain: lv('Kopā būšana un mūzika tuvu mājām.') },
    { who: lv('Bērni'), size: 20, gain: lv('Pirmā nodarbība bez maksas.') },
  ],
  finance: [
    investment('2020-08', 'equipment', 'Apskaņošanas komplekts', 'komplekts', 1, 187300, {
      erdf: 159205,
      partner: 28095,
    }),
    cost(
      '2020-09',
      'services',
      'Muzikantu atlīdzība',
      'koncerts',
      12,
      9000,
      { revenue: 84000, municipality: 24000 },
      'exempt',
    ),
    cost('2020-09', 'materials', 'Kafijas galds', 'koncerts', 12, 2500, { revenue: 30000 }),
    cost('2020-09', 'fees', 'Autoratlīdzība', 'gads', 1, 15600, { municipality: 15600 }),
    income('2020-09', 'sales', 'Ziedojumi un kafijas galds', 'koncerts', 12, 9500, { revenue: 114000 }),
  ],
  investments: [
    {
      what: lv('Apskaņošana'),
      why: lv('Nomāt katru reizi ir dārgāk.'),
      cost: 187300,
      priority: 'must',
      keeper: lv('Biedrība, skolā'),
    },
  ],
  jobs: [{ kind: 'part_time', fte: 1000, startsOn: '2020-09-20', who: lv('Koncertu rīkotāja') }],
  resources: ['school-hall'],
}

export const smarde: DemoParish = {
  parish: 'smarde',
  intro: lv('Mežu un purvu pagasts starp Tukumu un piekrasti, ar skolu un ciemiem gar dzelzceļu.', {
    et: 'Metsade ja rabade kogukond Tukumsi ja ranniku vahel, kooli ja raudteeäärsete küladega.',
    en: 'A parish of woods and bogs between Tukums and the coast, with a school and villages along the railway.',
  }),
  stage: 'submitted',
  initiatives: [afternoons],
  resources: [
    {
      key: 'school-hall',
      category: 'place',
      name: lv('Skolas zāle'),
      owner: 'pašvaldība',
      condition: lv('Laba, ar klavierēm'),
      availability: lv('Svētdienās'),
    },
  ],
  cooperations: [
    {
      initiative: 'smardes-muzikas-pecpusdienas',
      kind: 'co_funding',
      municipalityGives: lv('Zāli, autoratlīdzību un daļu muzikantu atlīdzības'),
      communityGives: lv('Divpadsmit koncertus gadā'),
      contact: 'kultūras darba vadītāja',
      from: '2020-09-01',
      to: '2021-04-30',
      signedOn: '2020-08-24',
    },
  ],
  advice: [],
}
