import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, idea, income, investment, lv } from './text.ts'

const repairs: DemoInitiative = {
  slug: 'apes-remonta-darbnica',
  title: lv('Remonta darbnīca', { et: 'Parandustöökoda', en: 'Repair workshop' }),
  category: 'repair',
  summary: lv('Piektdienās kopā labo velosipēdus, mēbeles un sadzīves tehniku, nevis met ārā.', {
    et: 'Reedeti parandatakse koos jalgrattaid, mööblit ja kodutehnikat, selle asemel et ära visata.',
    en: 'On Fridays people mend bicycles, furniture and household machines together instead of throwing them away.',
  }),
  description: lv(
    'Tuvākā remonta vieta ir četrdesmit kilometru attālumā, tāpēc salabojamas lietas nonāk izgāztuvē. Pilsētā ir meistari, kas to prot, un brīva garāža.\n\nDarbnīcā būs pamata instrumenti un divi meistari. Sīkos darbus cilvēki padara paši meistara vadībā, lielākos atstāj un samaksā pēc cenrāža.',
  ),
  responsible: 'biedrības valde',
  startsOn: '2020-10-02',
  place: lv('Bijusī ugunsdzēsēju garāža'),
  serves: 'residents',
  provider: 'ngo',
  risks: lv('Elektrodrošība: elektroierīces labo tikai meistars ar apliecību.'),
  sustainability: lv('Maksa par darbu un ziedojumi; telpas dod pašvaldība.'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Iedzīvotāji, kam remonts citur ir par tālu vai par dārgu'),
      size: 120,
      gain: lv('Salabotas lietas un ietaupīta nauda.'),
    },
    { who: lv('Jaunieši'), size: 15, gain: lv('Iemācās strādāt ar instrumentiem.') },
  ],
  finance: [
    investment('2020-09', 'equipment', 'Instrumentu komplekts un darbgaldi', 'komplekts', 1, 268000, {
      erdf: 227800,
      partner: 40200,
    }),
    investment('2020-09', 'equipment', 'Velosipēdu remonta statīvs', 'gab.', 2, 11950, { erdf: 20315, partner: 3585 }),
    cost('2020-10', 'staff', 'Meistari', 'stunda', 112, 800, { revenue: 42000, municipality: 47600 }, 'exempt'),
    cost('2020-10', 'materials', 'Rezerves daļas', 'mēnesis', 7, 6000, { community: 42000 }),
    income('2020-10', 'sales', 'Maksa par remontu', 'darbs', 84, 500, { revenue: 42000 }),
  ],
  investments: [
    {
      what: lv('Instrumenti un darbgaldi'),
      why: lv('Meistaru pašu instrumenti kopīgam darbam ir par maz.'),
      cost: 291900,
      priority: 'must',
      keeper: lv('Biedrība, garāžā'),
    },
  ],
  jobs: [{ kind: 'part_time', fte: 1500, startsOn: '2020-10-02', who: lv('Divi meistari') }],
  resources: ['garage'],
}

export const ape: DemoParish = {
  parish: 'ape',
  intro: lv('Maza pilsēta ar apkārtējo pagastu pie Igaunijas robežas, Vaidavas upes krastos.', {
    et: 'Väike linn koos ümbritseva vallaga Eesti piiri ääres Vaidava jõe kallastel.',
    en: 'A small town with its parish by the Estonian border, on the river Vaidava.',
  }),
  stage: 'submitted',
  initiatives: [
    repairs,
    idea(
      'apes-skanu-darzins',
      'leisure',
      lv('Skaņu dārziņš bērniem'),
      lv('Rotaļu vieta parkā ar instrumentiem no koka un metāla.'),
    ),
  ],
  resources: [
    {
      key: 'garage',
      category: 'place',
      name: lv('Bijusī ugunsdzēsēju garāža'),
      owner: 'pašvaldība',
      condition: lv('Sausa, ar elektrību; jāiekārto apkure'),
      availability: lv('Visu gadu'),
    },
  ],
  cooperations: [
    {
      initiative: 'apes-remonta-darbnica',
      kind: 'premises',
      municipalityGives: lv('Garāžu bez nomas maksas un elektrību'),
      communityGives: lv('Bezmaksas sīko remontu skolai un bibliotēkai'),
      contact: 'pilsētas pārvaldes vadītājs',
      from: '2020-10-01',
    },
  ],
  advice: [],
}
