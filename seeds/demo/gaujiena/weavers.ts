import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const weavers: DemoInitiative = {
  slug: 'gaujienas-audeju-darbnica',
  title: lv('Audēju darbnīca', { et: 'Kangakudujate töötuba', en: 'Weavers’ workshop' }),
  category: 'craft',
  summary: lv('Darbnīca, kurā vietējās audējas strādā, māca un pārdod.', {
    et: 'Töötuba, kus kohalikud kangrud töötavad, õpetavad ja müüvad.',
    en: 'A workshop where local weavers work, teach and sell.',
  }),
  description: lv(
    'Pagastā vēl ir sievietes, kas prot aust, bet stelles stāv šķūņos. Bijušā pasta telpas centrā ir brīvas.\n\nTur iekārtosim darbnīcu ar divām lielajām un piecām galda stellēm. Trešdienās audīs pašas audējas, sestdienās nodarbības būs ciemiņiem, ģimenēm un skolēniem. Izausto pārdos turpat un gadatirgos.',
    {
      et: 'Kogukonnas on veel naisi, kes kududa oskavad, aga kangasteljed seisavad kuurides. Endise postkontori ruumid keskuses on vabad.\n\nSisustame seal töötoa kahe suure ja viie lauatelgedega. Kolmapäeviti koovad kangrud ise, laupäeviti on tunnid külalistele, peredele ja õpilastele. Valmis tööd müüme kohapeal ja laatadel.',
      en: 'There are still women in the parish who can weave, but the looms stand in sheds. The rooms of the former post office in the centre are free.\n\nWe will furnish a workshop there with two big looms and five table looms. On Wednesdays the weavers work, on Saturdays there are lessons for visitors, families and pupils. What is woven is sold there and at fairs.',
    },
  ),
  responsible: 'audēju kopas vadītāja',
  startsOn: '2020-08-01',
  place: lv('Bijušā pasta telpas pagasta centrā', {
    et: 'Endine postkontor keskuses',
    en: 'Former post office in the centre',
  }),
  serves: 'both',
  provider: 'informal',
  risks: lv('Maz ciemiņu ziemā: tad aužam pasūtījumiem un pārdodam internetā.', {
    et: 'Talvel on vähe külalisi: siis koome tellimusi ja müüme veebis.',
    en: 'Few visitors in winter: then we weave to order and sell online.',
  }),
  sustainability: lv('Nodarbību maksa sedz vadītājas darbu, no pārdotā desmitā daļa paliek dzijai un remontam.', {
    et: 'Tunnitasu katab juhendaja töö, müügist jääb kümnendik lõnga ja remondi jaoks.',
    en: 'Lesson fees pay the teacher; a tenth of the sales stays for yarn and repairs.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Vietējās audējas un rokdarbnieces', {
        et: 'Kohalikud kangrud ja käsitöötegijad',
        en: 'Local weavers and craftswomen',
      }),
      size: 11,
      gain: lv('Vieta, kur strādāt un nopelnīt.', {
        et: 'Koht, kus töötada ja teenida.',
        en: 'A place to work and to earn.',
      }),
    },
    {
      who: lv('Tūristi un skolēnu grupas', { et: 'Turistid ja õpilasrühmad', en: 'Tourists and groups of pupils' }),
      size: 220,
      gain: lv('Paši izauž nelielu darbu un aizved to mājās.', {
        et: 'Koovad ise väikese töö ja viivad koju.',
        en: 'They weave something small and take it home.',
      }),
    },
  ],
  finance: [
    investment('2020-06', 'equipment', 'Stelles, 120 cm', 'gab.', 2, 98500, { erdf: 167450, partner: 29550 }),
    investment('2020-06', 'equipment', 'Galda stelles', 'gab.', 5, 21490, { erdf: 91333, partner: 16117 }),
    cost('2020-07', 'materials', 'Vilnas un lina dzija', 'kg', 38.5, 2180, { erdf: 71341, partner: 12589 }),
    cost('2020-07', 'building', 'Grīdas krāsa un apgaismojums', 'komplekts', 1, 46200, {
      community: 16200,
      municipality: 30000,
    }),
    cost('2020-08', 'marketing', 'Bukleti trijās valodās', 'gab.', 500, 38, { erdf: 16150, partner: 2850 }),
    cost('2020-08', 'services', 'Nodarbību vadīšana', 'stunda', 64, 1500, { revenue: 96000 }, 'exempt'),
    cost('2020-08', 'rent', 'Telpas bijušajā pastā', 'mēnesis', 9, 4000, { municipality: 36000 }),
    income('2020-08', 'sales', 'Nodarbības ciemiņiem', 'dalībnieks', 96, 1200, { revenue: 115200 }),
    income('2020-11', 'sales', 'Lakatu un galdautu pārdošana', 'gab.', 42, 2850, { revenue: 119700 }),
  ],
  investments: [
    {
      what: lv('Stelles un galda stelles', { et: 'Kangasteljed ja lauateljed', en: 'Looms and table looms' }),
      why: lv('Vecās stelles ir par lielu, lai tās pārvestu uz nodarbībām.', {
        et: 'Vanad teljed on liiga suured, et neid tundidesse viia.',
        en: 'The old looms are too big to be moved for lessons.',
      }),
      cost: 304450,
      priority: 'must',
      keeper: lv('Audēju kopa, pasta telpās', {
        et: 'Kangrute rühm, endises postkontoris',
        en: 'The weavers, in the former post office',
      }),
    },
  ],
  jobs: [
    {
      kind: 'self_employed',
      startsOn: '2020-08-01',
      who: lv('Divas audējas', { et: 'Kaks kangrut', en: 'Two weavers' }),
    },
    { kind: 'seasonal', fte: 2500, startsOn: '2021-05-01', who: lv('Nodarbību vadītāja vasarā') },
  ],
  resources: ['post-office', 'weavers'],
}
