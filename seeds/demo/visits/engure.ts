import type { DemoVisit } from './types.ts'

/** The first visit, by the sea: over, with what was said and what the parishes took home. */
export const toEngure: DemoVisit = {
  number: 1,
  host: 'engure',
  title: {
    source: 'lv',
    lv: 'Pie jūras: laivas, zivis un tirgus',
    et: 'Mere ääres: paadid, kala ja turg',
    en: 'By the sea: boats, fish and a market',
  },
  about: {
    source: 'lv',
    lv: 'Divas dienas Engures teritorijā: kā kopiena pati tur laivas, ko pārdod vasaras tirgū un kas to visu dara ziemā.',
    et: 'Kaks päeva Engure piirkonnas: kuidas kogukond ise paate peab, mida suvisel turul müüakse ja kes seda kõike talvel teeb.',
    en: 'Two days in the territory of Engure: how a community keeps its own boats, what is sold at the summer market, and who does it all in winter.',
  },
  packing: {
    source: 'lv',
    lv: '- silta virsjaka un lietusmētelis\n- apavi smiltīm\n- kaut kas no mājām kopīgajam galdam',
    et: '- soe jope ja vihmakeep\n- jalanõud liiva jaoks\n- midagi kodust ühise laua jaoks',
    en: '- a warm jacket and a raincoat\n- shoes for sand\n- something from home for the common table',
  },
  from: '2019-10-10',
  to: '2019-10-11',
  contact: '+371 20000000',
  seminar: {
    title: {
      source: 'lv',
      lv: 'Kas paliek, kad vasara beigusies',
      et: 'Mis jääb, kui suvi on läbi',
      en: 'What is left when summer is over',
    },
    on: '2019-10-11',
    starts: '10:00',
    ends: '13:00',
    place: 'Smārdes tautas nams',
    notes: {
      source: 'lv',
      lv: 'Trīs lietas, par kurām runāja visi:\n\n1. Viens cilvēks, kam zvanīt, ir vērtīgāks par piecām mājaslapām.\n2. Inventāru aizdod tikai ar parakstu.\n3. Ziemā vajag darbu telpās.',
      et: 'Kolm asja, millest rääkisid kõik:\n\n1. Üks inimene, kellele helistada, on rohkem väärt kui viis kodulehte.\n2. Inventari laenatakse ainult allkirja vastu.\n3. Talvel on vaja tööd siseruumides.',
      en: 'Three things that everybody spoke of:\n\n1. One person to call is worth more than five web pages.\n2. Equipment is lent against a signature only.\n3. In winter there must be work indoors.',
    },
  },
  stops: [
    {
      on: '2019-10-10',
      starts: '11:00',
      ends: '13:00',
      place: { source: 'lv', lv: 'Engures osta', et: 'Engure sadam', en: 'Engure harbour' },
      host: 'Engures pagasts',
      theme: {
        source: 'lv',
        lv: 'Laivas, kas pieder visiem: kas par tām atbild.',
        et: 'Paadid, mis kuuluvad kõigile: kes nende eest vastutab.',
        en: 'Boats that belong to all: who answers for them.',
      },
    },
    {
      on: '2019-10-10',
      starts: '14:30',
      ends: '17:00',
      place: {
        source: 'lv',
        lv: 'Lapmežciema tirgus laukums',
        et: 'Lapmežciemsi turuplats',
        en: 'Market square of Lapmežciems',
      },
      host: 'Lapmežciema pagasts',
      theme: {
        source: 'lv',
        lv: 'Tirgus nedēļas nogalēs: galdi, atļaujas, kase.',
        et: 'Turg nädalavahetusel: lauad, load, kassa.',
        en: 'A market at weekends: tables, permits, the till.',
      },
    },
    {
      on: '2019-10-11',
      starts: '10:00',
      ends: '13:00',
      place: { source: 'lv', lv: 'Smārdes tautas nams', et: 'Smārde rahvamaja', en: 'Smārde community house' },
      host: 'Smārdes pagasts',
      theme: { source: 'lv', lv: 'Kopīgais seminārs.', et: 'Ühisseminar.', en: 'The joint seminar.' },
    },
  ],
  legs: [
    { on: '2019-10-10', leaves: '07:00', from: 'Ape', to: 'Engure', seats: 24 },
    { on: '2019-10-11', leaves: '14:00', from: 'Smārde', to: 'Ape', seats: 24 },
  ],
  nights: [{ on: '2019-10-10', place: 'Viesu nams pie jūras', address: 'Engure', beds: 26 }],
  places: { gaujiena: 3, ape: 3, trapene: 3, viresi: 2, varska: 3, meremae: 2, mikitamae: 2, iisaku: 2, illuka: 2 },
  travellers: [
    {
      parish: 'gaujiena',
      name: 'Demo dalībniece 1',
      email: null,
      phone: '+37120000001',
      boardsAt: 'Gaujiena',
      needs: '',
    },
    {
      parish: 'gaujiena',
      name: 'Demo dalībnieks 2',
      email: null,
      phone: '+37120000002',
      boardsAt: 'Gaujiena',
      needs: 'Veģetārs ēdiens',
    },
    { parish: 'varska', name: 'Demo osaleja 3', email: null, phone: '+3725000003', boardsAt: 'Ape', needs: '' },
  ],
  held: true,
  lessons: [
    {
      parish: 'gaujiena',
      by: 'gaujiena',
      initiative: 'gaujienas-kopienas-virtuve',
      text: {
        source: 'lv',
        lv: 'Kopīgām lietām vajag vienu atbildīgo un žurnālu, kurā parakstās. Mūsu virtuvē sāksim ar žurnālu.',
        et: 'Ühistel asjadel peab olema üks vastutaja ja päevik, kuhu alla kirjutatakse. Oma köögis alustame päevikust.',
        en: 'What is shared needs one person who answers for it and a book to sign in. Our kitchen begins with the book.',
      },
      public: true,
    },
    {
      parish: 'varska',
      by: 'varska',
      text: {
        source: 'et',
        et: 'Turg toimib, kui on kindel päev ja kindel koht. Proovime kevadel kaks laupäeva kuus.',
        lv: 'Tirgus darbojas, ja ir noteikta diena un vieta. Pavasarī mēģināsim divas sestdienas mēnesī.',
        en: 'A market works when it has its day and its place. In spring we try two Saturdays a month.',
      },
      public: true,
    },
  ],
}
