import { action, lv } from '../text.ts'
import type { DemoAction } from '../types.ts'

export const gaujienaActions: Record<string, DemoAction[]> = {
  'gaujienas-kopienas-virtuve': [
    action(
      '2020-01',
      '2020-02',
      'biedrības vadītāja',
      lv('Vienoties ar skolu un pašvaldību par telpām', {
        et: 'Leppida kooli ja omavalitsusega ruumid kokku',
        en: 'Agree on the rooms with the school and the municipality',
      }),
      lv('Parakstīts telpu līgums', { et: 'Allkirjastatud ruumileping', en: 'A signed agreement on the rooms' }),
    ),
    action(
      '2020-03',
      '2020-04',
      'biedrības valde',
      lv('Nopirkt un pieslēgt plīti un ledusskapi', {
        et: 'Osta ja ühendada pliit ja külmik',
        en: 'Buy and connect the stove and the refrigerator',
      }),
      lv('Iekārtota virtuve, kas atbilst pārtikas uzņēmuma prasībām', {
        et: 'Toidukäitleja nõuetele vastav köök',
        en: 'A kitchen fit for a food business',
      }),
    ),
    action(
      '2020-04',
      '2020-04',
      'pavāres',
      lv('Reģistrēt pārtikas uzņēmumu un izstrādāt ēdienkarti', {
        et: 'Registreerida toidukäitleja ja koostada menüü',
        en: 'Register the food business and draw up the menu',
      }),
      lv('Reģistrācija un četru nedēļu ēdienkarte', {
        et: 'Registreering ja nelja nädala menüü',
        en: 'A registration and a menu for four weeks',
      }),
    ),
    action(
      '2020-05',
      '2021-04',
      'pavāres un brīvprātīgie',
      lv('Gatavot un izvadāt pusdienas darbdienās', {
        et: 'Valmistada ja kohale viia tööpäevalõunaid',
        en: 'Cook and deliver lunches on working days',
      }),
      lv('Ap 32 siltu pusdienu dienā', { et: 'Umbes 32 sooja lõunat päevas', en: 'Some 32 warm lunches a day' }),
    ),
    action(
      '2020-06',
      '2020-08',
      'biedrības vadītāja',
      lv('Svētdienas maltītes ciemiņiem', { et: 'Pühapäevased söögid külalistele', en: 'Sunday meals for visitors' }),
      lv('Divpadsmit svētdienu', { et: 'Kaksteist pühapäeva', en: 'Twelve Sundays' }),
    ),
  ],
  'gaujienas-paligs-majas': [
    action(
      '2020-03',
      '2020-04',
      'biedrības valde',
      lv('Apmācīt aprūpētāju un kaimiņus', {
        et: 'Koolitada hooldaja ja naabrid',
        en: 'Train the carer and the neighbours',
      }),
      lv('Viena aprūpētāja un seši kaimiņi ar apliecību', {
        et: 'Üks hooldaja ja kuus naabrit tunnistusega',
        en: 'One carer and six neighbours with a certificate',
      }),
    ),
    action(
      '2020-04',
      '2020-05',
      'sociālais dienests',
      lv('Noslēgt pakalpojuma līgumu ar pašvaldību', {
        et: 'Sõlmida omavalitsusega teenuseleping',
        en: 'Sign a service contract with the municipality',
      }),
      lv('Līgums līdz gada beigām', { et: 'Leping aasta lõpuni', en: 'A contract until the end of the year' }),
    ),
    action(
      '2020-06',
      '2021-04',
      'aprūpētāja',
      lv('Apmeklēt mājas pēc grafika', { et: 'Käia kodudes graafiku järgi', en: 'Visit the houses as agreed' }),
      lv('14 mājas divreiz nedēļā', { et: '14 kodu kaks korda nädalas', en: '14 houses twice a week' }),
    ),
  ],
  'gaujienas-audeju-darbnica': [
    action(
      '2020-05',
      '2020-06',
      'audēju kopa',
      lv('Izremontēt pasta telpas talkās', {
        et: 'Remontida postkontori ruumid talgutega',
        en: 'Repair the post office rooms with volunteers',
      }),
      lv('Divas gaišas, siltas telpas', { et: 'Kaks valget ja sooja ruumi', en: 'Two light, warm rooms' }),
    ),
    action(
      '2020-06',
      '2020-07',
      'audēju kopas vadītāja',
      lv('Nopirkt galda stelles un salabot lielās', {
        et: 'Osta lauateljed ja parandada suured teljed',
        en: 'Buy the table looms and mend the big ones',
      }),
      lv('Septiņas darba kārtībā esošas stelles', {
        et: 'Seitsmed töökorras teljed',
        en: 'Seven looms in working order',
      }),
    ),
    action(
      '2020-08',
      '2021-04',
      'audējas',
      lv('Nodarbības sestdienās un tirdziņš', {
        et: 'Laupäevased tunnid ja müük',
        en: 'Lessons on Saturdays and a shop',
      }),
      lv('Trīsdesmit nodarbību un izstāde pavasarī', {
        et: 'Kolmkümmend tundi ja kevadine näitus',
        en: 'Thirty lessons and an exhibition in spring',
      }),
    ),
  ],
}
