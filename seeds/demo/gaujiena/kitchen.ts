import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const kitchen: DemoInitiative = {
  slug: 'gaujienas-kopienas-virtuve',
  title: lv('Kopienas virtuve', { et: 'Kogukonnaköök', en: 'Community kitchen' }),
  category: 'food',
  summary: lv('Siltas pusdienas senioriem darbdienās un svētdienas maltītes ciemiņiem.', {
    et: 'Tööpäeviti soe lõuna eakatele ja pühapäeviti söök külalistele.',
    en: 'Warm lunches for seniors on working days, and Sunday meals for visitors.',
  }),
  description: lv(
    'Daudzi seniori pagastā dzīvo vieni un silti paēd tikai dažas reizes nedēļā. Skolas virtuve vasarā un pēcpusdienās stāv tukša.\n\nDivas pavāres darbdienās gatavo pusdienas no vietējo saimniecību produktiem. Brīvprātīgie tās izvadā termokastēs; kas var, nāk ēst kopā. Vasaras svētdienās klājam galdu arī laivotājiem un citiem ciemiņiem.\n\n**Ko vajag, lai sāktu:**\n\n- plīti un ledusskapi, kas der pārtikas uzņēmumam;\n- termokastes piegādei;\n- vienošanos ar skolu par telpām.',
    {
      et: 'Paljud eakad elavad üksi ja saavad sooja toitu vaid mõnel korral nädalas. Kooli köök seisab suvel ja pärastlõunati tühjana.\n\nKaks kokka valmistavad tööpäeviti lõunat kohalike talude toorainest. Vabatahtlikud viivad selle termokastides kohale; kes saab, tuleb koos sööma. Suvistel pühapäevadel katame laua ka paadimatkajatele ja teistele külalistele.\n\n**Alustamiseks on vaja:**\n\n- pliiti ja külmikut, mis sobivad toidukäitlejale;\n- termokaste kohaletoimetamiseks;\n- kokkulepet kooliga ruumide kohta.',
      en: 'Many seniors of the parish live alone and eat a warm meal only a few times a week. The school kitchen stands empty in summer and in the afternoons.\n\nTwo cooks make lunch on working days from what local farms grow. Volunteers deliver it in insulated boxes; those who can, come and eat together. On summer Sundays we lay the table for canoeists and other visitors too.\n\n**Needed to start:**\n\n- a stove and a refrigerator fit for a food business;\n- insulated boxes for delivery;\n- an agreement with the school about the rooms.',
    },
  ),
  responsible: 'biedrības vadītāja',
  startsOn: '2020-05-04',
  place: lv('Skolas virtuve un ēdamzāle', { et: 'Kooli köök ja söökla', en: 'School kitchen and dining hall' }),
  serves: 'both',
  provider: 'ngo',
  risks: lv(
    'Pulcēšanās ierobežojumi: tad pusdienas tikai izvadājam. Pavāres slimība: otra pavāre strādā pilnu nedēļu.',
    {
      et: 'Kogunemispiirangud: siis viime lõuna ainult koju. Koka haigus: teine kokk töötab terve nädala.',
      en: 'Restrictions on meeting: then lunches are only delivered. A cook falls ill: the other works the whole week.',
    },
  ),
  sustainability: lv(
    'Pusdienu maksa sedz produktus un daļu algas; pārējo algas daļu sedz svētdienas maltītes un pašvaldības līgums.',
    {
      et: 'Lõuna hind katab tooraine ja osa palgast; ülejäänud palga katavad pühapäevased söögid ja leping omavalitsusega.',
      en: 'The price of lunch covers food and part of the wages; Sunday meals and the contract with the municipality cover the rest.',
    },
  ),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Seniori, kas dzīvo vieni', { et: 'Üksi elavad eakad', en: 'Seniors who live alone' }),
      size: 32,
      gain: lv('Silts ēdiens piecas dienas nedēļā un kāds, kas apvaicājas, kā klājas.', {
        et: 'Soe toit viiel päeval nädalas ja keegi, kes küsib, kuidas läheb.',
        en: 'A warm meal five days a week, and somebody who asks how they are.',
      }),
    },
    {
      who: lv('Laivotāji un vasaras ciemiņi', {
        et: 'Paadimatkajad ja suvekülalised',
        en: 'Canoeists and summer visitors',
      }),
      size: 180,
      gain: lv('Vietējs ēdiens svētdienās, kad citur pagastā paēst nevar.'),
    },
  ],
  finance: [
    investment('2020-03', 'equipment', 'Profesionālā plīts ar cepeškrāsni', 'gab.', 1, 189000, {
      erdf: 160650,
      partner: 28350,
    }),
    investment('2020-03', 'equipment', 'Ledusskapis, 600 l', 'gab.', 1, 112500, { erdf: 95625, partner: 16875 }),
    investment('2020-03', 'equipment', 'Termokastes piegādei', 'gab.', 6, 4850, { erdf: 24735, partner: 4365 }),
    cost('2020-04', 'fees', 'Pārtikas uzņēmuma reģistrācija, ūdens analīzes', 'reize', 1, 14500, {
      municipality: 14500,
    }),
    cost('2020-05', 'materials', 'Produkti pusdienām', 'porcija', 640, 165, { revenue: 105600 }),
    cost(
      '2020-05',
      'staff',
      'Pavāre, puse slodzes',
      'mēnesis',
      4,
      38650,
      { revenue: 86400, municipality: 68200 },
      'exempt',
    ),
    cost('2020-05', 'travel', 'Degviela piegādei', 'km', 1250, 12, { community: 15000 }),
    cost('2020-05', 'rent', 'Elektrība un ūdens', 'mēnesis', 4, 9500, { municipality: 38000 }),
    cost('2020-06', 'staff', 'Brīvprātīgie: galda klāšana un piegāde', 'stunda', 96, 500, { inKind: 48000 }, 'exempt'),
    income('2020-05', 'sales', 'Pusdienas senioriem', 'porcija', 640, 300, { revenue: 192000 }),
    income('2020-07', 'sales', 'Svētdienas maltītes ciemiņiem', 'porcija', 180, 650, { revenue: 117000 }),
  ],
  investments: [
    {
      what: lv('Plīts un ledusskapis', { et: 'Pliit ja külmik', en: 'Stove and refrigerator' }),
      why: lv('Esošie neatbilst pārtikas uzņēmuma prasībām.', {
        et: 'Praegused ei vasta toidukäitleja nõuetele.',
        en: 'The present ones do not meet the rules for a food business.',
      }),
      cost: 301500,
      priority: 'must',
      keeper: lv('Biedrība, skolas virtuvē', {
        et: 'Ühing, kooli köögis',
        en: 'The association, in the school kitchen',
      }),
    },
    {
      what: lv('Termokastes', { et: 'Termokastid', en: 'Insulated boxes' }),
      why: lv('Lai pusdienas viensētās nonāktu siltas.', {
        et: 'Et lõuna jõuaks taludesse soojana.',
        en: 'So that lunch reaches the farms warm.',
      }),
      cost: 29100,
      priority: 'must',
      keeper: lv('Biedrība'),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 5000,
      startsOn: '2020-05-04',
      who: lv('Pavāre, puse slodzes', { et: 'Kokk, poole kohaga', en: 'A cook, half time' }),
    },
    { kind: 'expected', fte: 3000, startsOn: '2021-05-01', who: lv('Otrā pavāre vasaras mēnešos') },
    { kind: 'volunteer', who: lv('Četri pusdienu izvadātāji', { et: 'Neli lõunavedajat', en: 'Four lunch drivers' }) },
  ],
  resources: [
    {
      key: 'school-kitchen',
      whatFor: lv('Pusdienu gatavošanai un ēdināšanai', {
        et: 'Lõunasöögi valmistamiseks ja pakkumiseks',
        en: 'To cook and serve lunches',
      }),
      contribution: 'free_use',
      quantity: 20,
      unit: 'dienas mēnesī',
    },
    {
      key: 'cooks',
      whatFor: lv('Palīdz pirmajos trijos mēnešos', {
        et: 'Aitavad esimesed kolm kuud',
        en: 'They help in the first three months',
      }),
      contribution: 'volunteer_hours',
      quantity: 60,
      unit: 'stundas',
    },
    {
      key: 'farms',
      whatFor: lv('Dārzeņi un piens par ražotāja cenu', {
        et: 'Köögiviljad ja piim tootjahinnaga',
        en: 'Vegetables and milk at producers’ prices',
      }),
      contribution: 'in_kind',
    },
  ],
}
