import type { DemoInitiative } from '../types.ts'
import { cost, et, income, investment } from '../text.ts'

export const errands: DemoInitiative = {
  slug: 'varska-koduabi-ja-soidud',
  title: et('Koduabi ja sõidud eakatele', {
    lv: 'Palīdzība mājās un braucieni senioriem',
    en: 'Home help and rides for seniors',
  }),
  category: 'elderly_care',
  summary: et('Kaks korda nädalas poodi, apteeki või arsti juurde ja abi koduste töödega.', {
    lv: 'Divreiz nedēļā uz veikalu, aptieku vai pie ārsta un palīdzība mājas darbos.',
    en: 'Twice a week to the shop, the pharmacy or the doctor, and help with work at home.',
  }),
  description: et(
    'Kaugematest küladest käib buss harva ja paljud eakad autoga enam ei sõida. Poes käivad nende eest naabrid, kui jõuavad.\n\nKülaseltsi väikebuss sõidab teisipäeviti ja reedeti kokkulepitud ringi. Koduabiline käib kodudes samal päeval. Sõit tellitakse telefonil eelmisel päeval.',
    {
      lv: 'No tālākiem ciemiem autobuss kursē reti, un daudzi seniori ar auto vairs nebrauc. Uz veikalu viņu vietā iet kaimiņi, kad pagūst.\n\nCiema biedrības mikroautobuss otrdienās un piektdienās brauc pa saskaņotu loku. Mājas palīdze tajā pašā dienā apmeklē mājas. Braucienu piesaka pa tālruni iepriekšējā dienā.',
      en: 'The bus to the farther villages runs seldom, and many seniors no longer drive. Neighbours do their shopping when they find time.\n\nThe village society’s minibus makes an agreed round on Tuesdays and Fridays. A home helper visits the same day. Rides are ordered by phone the day before.',
    },
  ),
  responsible: 'külaseltsi juhatus',
  startsOn: '2020-10-06',
  place: et('Keskus ja kaugemad külad', { lv: 'Centrs un tālākie ciemi', en: 'The centre and the farther villages' }),
  serves: 'residents',
  provider: 'ngo',
  risks: et('Buss läheb katki: kokkulepe taksojuhiga. Talvised teed: sõidame ainult lahtilükatud teedel.', {
    lv: 'Autobuss sabojas: vienošanās ar taksometra vadītāju. Ziemas ceļi: braucam tikai pa iztīrītajiem.',
    en: 'The bus breaks down: an agreement with a taxi driver. Winter roads: only those that are cleared.',
  }),
  sustainability: et('Leping omavalitsusega, sõitja maksab kaks eurot, ostude toomise eest maksab kauplus.', {
    lv: 'Līgums ar pašvaldību, braucējs maksā divus eiro, par pirkumu piegādi maksā veikals.',
    en: 'A contract with the municipality, two euros per rider, and the shop pays for deliveries.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: et('Eakad kaugemates külades', { lv: 'Seniori tālākos ciemos', en: 'Seniors in the farther villages' }),
      size: 41,
      gain: et('Saavad ise poodi ja arsti juurde.', {
        lv: 'Paši tiek uz veikalu un pie ārsta.',
        en: 'They get to the shop and the doctor themselves.',
      }),
    },
    {
      who: et('Omastehooldajad', { lv: 'Tuvinieku aprūpētāji', en: 'Family carers' }),
      size: 12,
      gain: et('Kaks vaba pärastlõunat nädalas.', {
        lv: 'Divas brīvas pēcpusdienas nedēļā.',
        en: 'Two free afternoons a week.',
      }),
    },
  ],
  finance: [
    investment('2020-09', 'equipment', 'Bussi kaldtee ja kinnitused ratastoolile', 'komplekt', 1, 118000, {
      erdf: 100300,
      partner: 17700,
    }),
    investment('2020-09', 'equipment', 'Ostukastid', 'tk', 20, 1350, { erdf: 22950, partner: 4050 }),
    cost('2020-10', 'staff', 'Koduabiline, 0,3 kohta', 'kuu', 6, 29800, { municipality: 178800 }, 'exempt'),
    cost('2020-10', 'staff', 'Bussijuht', 'päev', 52, 3500, { municipality: 121000, revenue: 61000 }, 'exempt'),
    cost('2020-10', 'travel', 'Kütus', 'km', 4160, 15, { municipality: 62400 }),
    cost('2020-10', 'fees', 'Kindlustus', 'aasta', 1, 34250, { community: 34250 }),
    income('2020-10', 'sales', 'Sõidutasu', 'sõit', 305, 200, { revenue: 61000 }),
  ],
  investments: [
    {
      what: et('Kaldtee ja kinnitused', { lv: 'Rampa un stiprinājumi', en: 'Ramp and fastenings' }),
      why: et('Praegu ei pääse ratastooliga bussi.', {
        lv: 'Pašlaik ratiņkrēslā autobusā netikt.',
        en: 'At present a wheelchair cannot get into the bus.',
      }),
      cost: 118000,
      priority: 'must',
      keeper: et('Külaselts', { lv: 'Ciema biedrība', en: 'The village society' }),
    },
    {
      what: et('Ostukastid', { lv: 'Pirkumu kastes', en: 'Shopping crates' }),
      why: et('Ostud lähevad muidu segamini.', {
        lv: 'Citādi pirkumi sajūk.',
        en: 'Otherwise the shopping gets mixed up.',
      }),
      cost: 27000,
      priority: 'could',
      keeper: et('Külaselts'),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 3000,
      startsOn: '2020-10-06',
      who: et('Koduabiline', { lv: 'Mājas palīdze', en: 'A home helper' }),
    },
    {
      kind: 'part_time',
      fte: 3000,
      startsOn: '2020-10-06',
      who: et('Bussijuht', { lv: 'Autobusa vadītājs', en: 'A bus driver' }),
    },
  ],
  resources: ['minibus'],
}
