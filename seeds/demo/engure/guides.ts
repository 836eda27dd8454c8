import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const guides: DemoInitiative = {
  slug: 'engures-putnu-takas-gidi',
  title: lv('Gidi putnu takās', { et: 'Giidid linnuradadel', en: 'Guides on the bird trails' }),
  category: 'nature',
  summary: lv('Vietējie gidi ved ciemiņus pie ezera putniem rītausmā, ar brokastīm pēc pastaigas.', {
    et: 'Kohalikud giidid viivad külalisi koidu ajal järvelinde vaatama, pärast on hommikusöök.',
    en: 'Local guides take visitors to the birds of the lake at dawn, with breakfast afterwards.',
  }),
  description: lv(
    'Engures ezers ir zināms putnu vērotājiem, bet ciemiņi atbrauc, paskatās un aizbrauc. Tie, kas ezeru pazīst, no tā nenopelna.\n\nPieci vietējie apgūst gida darbu un ved grupas līdz astoņiem cilvēkiem. Brokastis pēc pastaigas gatavo mājražotājas. Pieteikties var iepriekš pa tālruni vai e-pastā.',
    {
      et: 'Engure järv on linnuvaatlejatele tuttav, aga külalised tulevad, vaatavad ja lähevad. Need, kes järve tunnevad, sellest ei teeni.\n\nViis kohalikku õpivad giiditööd ja viivad kuni kaheksaliikmelisi rühmi. Hommikusöögi teevad väiketootjad. Registreeruda saab ette telefoni või e-postiga.',
      en: 'Lake Engure is known to bird watchers, but visitors come, look and leave. Those who know the lake earn nothing from it.\n\nFive local people learn to guide and take groups of up to eight. Home producers make the breakfast. Bookings are made ahead by phone or e-mail.',
    },
  ),
  responsible: 'gidu kopas vadītājs',
  startsOn: '2021-04-10',
  place: lv('Ezera takas un skatu tornis', {
    et: 'Järve matkarajad ja vaatetorn',
    en: 'Lake trails and the watchtower',
  }),
  serves: 'visitors',
  provider: 'sole_trader',
  risks: lv('Putnu traucēšana: ligzdošanas laikā ejam tikai pa atļautajām takām.', {
    et: 'Lindude häirimine: pesitsusajal käime ainult lubatud radadel.',
    en: 'Disturbing the birds: in the nesting season only on permitted trails.',
  }),
  sustainability: lv('Dalībnieku maksa; desmitā daļa takas uzturēšanai.', {
    et: 'Osavõtutasu; kümnendik raja hoolduseks.',
    en: 'Fees of those who come; a tenth for keeping up the trail.',
  }),
  openToCommunity: false,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Putnu vērotāji un fotogrāfi', {
        et: 'Linnuvaatlejad ja fotograafid',
        en: 'Bird watchers and photographers',
      }),
      size: 160,
      gain: lv('Redz putnus īstajā laikā un vietā.', {
        et: 'Näevad linde õigel ajal õiges kohas.',
        en: 'They see the birds at the right time and place.',
      }),
    },
    {
      who: lv('Skolēnu grupas', { et: 'Õpilasrühmad', en: 'Groups of pupils' }),
      size: 90,
      gain: lv('Dabas stunda pie ezera.', { et: 'Loodustund järve ääres.', en: 'A nature lesson at the lake.' }),
    },
  ],
  finance: [
    investment('2021-02', 'equipment', 'Binokļi', 'gab.', 9, 15900, { erdf: 121635, partner: 21465 }),
    investment('2021-02', 'equipment', 'Tālskatis ar statīvu', 'gab.', 1, 64500, { erdf: 54825, partner: 9675 }),
    cost('2021-02', 'services', 'Gidu mācības', 'diena', 3, 28000, { erdf: 71400, partner: 12600 }),
    cost('2021-03', 'marketing', 'Karte un putnu saraksts', 'gab.', 400, 45, { community: 18000 }),
    cost('2021-04', 'services', 'Gida darbs', 'stunda', 36, 1200, { revenue: 43200 }, 'exempt'),
    income('2021-04', 'sales', 'Pastaigas ar gidu', 'dalībnieks', 48, 900, { revenue: 43200 }),
  ],
  investments: [
    {
      what: lv('Binokļi un tālskatis', { et: 'Binoklid ja vaatetoru', en: 'Binoculars and a telescope' }),
      why: lv('Ciemiņiem reti ir savi.', { et: 'Külalistel on harva omad.', en: 'Visitors seldom bring their own.' }),
      cost: 207600,
      priority: 'must',
      keeper: lv('Gidu kopa, bibliotēkā', { et: 'Giidide rühm, raamatukogus', en: 'The guides, in the library' }),
    },
  ],
  jobs: [
    { kind: 'self_employed', startsOn: '2021-04-10', who: lv('Divi gidi', { et: 'Kaks giidi', en: 'Two guides' }) },
    { kind: 'expected', fte: 1000, startsOn: '2021-05-01', who: lv('Brokastu gatavotāja') },
  ],
  resources: ['lake', 'bird-watchers'],
}
