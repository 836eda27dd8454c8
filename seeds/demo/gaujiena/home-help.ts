import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const homeHelp: DemoInitiative = {
  slug: 'gaujienas-paligs-majas',
  title: lv('Palīgs mājās', { et: 'Abiline koju', en: 'A helper at home' }),
  category: 'elderly_care',
  summary: lv('Aprūpētāja un kaimiņi palīdz vecākiem cilvēkiem palikt savās mājās.', {
    et: 'Hooldaja ja naabrid aitavad eakatel oma kodus edasi elada.',
    en: 'A carer and neighbours help older people to stay in their own homes.',
  }),
  description: lv(
    'Viensētās dzīvo cilvēki, kuriem vajag maz: atnest malku, aizvest pie ārsta, izmērīt asinsspiedienu, parunāties. Bez šīs palīdzības viņi spiesti pārcelties uz pansionātu.\n\nApmācīta aprūpētāja apmeklē katru māju pēc saskaņota grafika, kaimiņi palīdz ar mazajiem darbiem. Ģimenes piemaksā par stundām, pašvaldība sedz aprūpes daļu pēc līguma.',
    {
      et: 'Üksiktaludes elavad inimesed, kes vajavad väikest abi: puud tuppa, sõit arsti juurde, vererõhu mõõtmine, jutuajamine. Ilma selleta peaksid nad kolima hooldekodusse.\n\nKoolitatud hooldaja käib igas kodus kokkulepitud ajal, naabrid aitavad väiksemate töödega. Pered maksavad tundide eest juurde, omavalitsus tasub hoolduse osa lepingu järgi.',
      en: 'On single farms live people who need little: firewood carried in, a drive to the doctor, blood pressure measured, a talk. Without it they would have to move to a care home.\n\nA trained carer visits each house at agreed times; neighbours help with small jobs. Families pay part of the hours, and the municipality pays for care under a contract.',
    },
  ),
  responsible: 'biedrības valde',
  startsOn: '2020-06-01',
  place: lv('Pagasta viensētas', { et: 'Kogukonna üksiktalud', en: 'Single farms of the parish' }),
  serves: 'residents',
  provider: 'ngo',
  risks: lv(
    'Inficēšanās risks: aprūpētāja strādā ar aizsarglīdzekļiem, slimojot viņu aizstāj pašvaldības sociālais darbinieks.',
    {
      et: 'Nakkusoht: hooldaja kasutab kaitsevahendeid, haiguse ajal asendab teda omavalitsuse sotsiaaltöötaja.',
      en: 'Infection: the carer uses protective equipment; in illness a social worker of the municipality stands in.',
    },
  ),
  sustainability: lv('Pašvaldības pakalpojuma līgums ar ikgadēju pagarinājumu un ģimeņu līdzmaksājums.', {
    et: 'Igal aastal pikendatav teenuseleping omavalitsusega ja perede omaosalus.',
    en: 'A service contract with the municipality, renewed every year, and the families’ own share.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Seniori viensētās', { et: 'Eakad üksiktaludes', en: 'Seniors on single farms' }),
      size: 14,
      gain: lv('Var palikt mājās un nav vieni.', {
        et: 'Saavad koju jääda ega ole üksi.',
        en: 'They can stay at home and are not alone.',
      }),
    },
    {
      who: lv('Tuvinieku aprūpētāji', { et: 'Omastehooldajad', en: 'Family carers' }),
      size: 9,
      gain: lv('Var iet algotā darbā.', { et: 'Saavad tööl käia.', en: 'They can go out to work.' }),
    },
  ],
  finance: [
    cost('2020-03', 'services', 'Aprūpētāju apmācība, 2 dienas', 'grupa', 1, 84000, { erdf: 71400, partner: 12600 }),
    investment('2020-05', 'equipment', 'Velosipēds ar grozu', 'gab.', 2, 42900, { erdf: 72930, partner: 12870 }),
    investment('2020-05', 'equipment', 'Asinsspiediena mērītājs un aptieciņa', 'komplekts', 3, 6890, {
      erdf: 17570,
      partner: 3100,
    }),
    cost(
      '2020-06',
      'staff',
      'Aprūpētāja, 0,4 slodzes',
      'mēnesis',
      7,
      31200,
      { municipality: 152880, revenue: 65520 },
      'exempt',
    ),
    cost('2020-06', 'travel', 'Braucieni uz viensētām', 'km', 2100.5, 14, { municipality: 29407 }),
    cost('2020-06', 'fees', 'Civiltiesiskā apdrošināšana', 'gads', 1, 13250, { community: 13250 }),
    cost('2020-07', 'staff', 'Kaimiņu brīvprātīgais darbs', 'stunda', 140, 450, { inKind: 63000 }, 'exempt'),
    income('2020-06', 'sales', 'Ģimeņu līdzmaksājums', 'stunda', 273, 240, { revenue: 65520 }),
  ],
  investments: [
    {
      what: lv('Divi velosipēdi un aprūpes somas', {
        et: 'Kaks jalgratast ja hoolduskotid',
        en: 'Two bicycles and carers’ bags',
      }),
      why: lv('Daļa māju ir tuvu ciemam, auto tur nevajag.', {
        et: 'Osa kodusid on küla lähedal, autot pole sinna vaja.',
        en: 'Some homes are near the village; no car is needed there.',
      }),
      cost: 106470,
      priority: 'should',
      keeper: lv('Biedrība'),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 4000,
      startsOn: '2020-06-01',
      who: lv('Aprūpētāja', { et: 'Hooldaja', en: 'A carer' }),
    },
    { kind: 'volunteer', who: lv('Seši kaimiņi', { et: 'Kuus naabrit', en: 'Six neighbours' }) },
  ],
  resources: ['nurse', 'cooks'],
}
