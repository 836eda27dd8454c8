import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, et, income, investment } from './text.ts'

const outdoors: DemoInitiative = {
  slug: 'iisaku-metsapaevad',
  title: et('Metsapäevad lastele ja peredele', {
    lv: 'Meža dienas bērniem un ģimenēm',
    en: 'Forest days for children and families',
  }),
  category: 'nature',
  summary: et('Kohalikud juhendajad viivad lapsed ja pered metsa: jäljed, marjad, lõke ja öine matk.', {
    lv: 'Vietējie vadītāji ved bērnus un ģimenes mežā: pēdas, ogas, ugunskurs un nakts pārgājiens.',
    en: 'Local instructors take children and families into the forest: tracks, berries, a fire and a night hike.',
  }),
  description: et(
    'Metsa on siin palju, aga lapsed käivad seal üha vähem. Külalised küsivad juhendatud retki.\n\nKolm juhendajat korraldavad kaks metsapäeva kuus. Varustus laenutatakse kaasa, et tulla saaks ka see, kellel matkasaapaid ei ole.',
  ),
  responsible: 'külaseltsi juhatus',
  startsOn: '2020-08-15',
  place: et('Ümbruse metsad ja laagriplats'),
  serves: 'both',
  provider: 'ngo',
  risks: et('Eksimine ja puugid: väike rühm, kaart, kontroll retke lõpus.'),
  sustainability: et('Osavõtutasu ja kooli tellitud õppepäevad.'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    { who: et('Lapsed vanuses 6–12'), size: 60, gain: et('Metsas liikumise julgus ja oskused.') },
    { who: et('Pered mujalt'), size: 80, gain: et('Juhendatud päev looduses.') },
  ],
  finance: [
    investment('2020-07', 'equipment', 'Seljakotid, matkanõud, otsmikulambid', 'komplekt', 15, 8900, {
      erdf: 113475,
      partner: 20025,
    }),
    investment('2020-07', 'equipment', 'Telk kümnele', 'tk', 2, 34900, { erdf: 59330, partner: 10470 }),
    cost(
      '2020-08',
      'services',
      'Juhendajate töö',
      'päev',
      18,
      8000,
      { revenue: 108000, municipality: 36000 },
      'exempt',
    ),
    cost('2020-08', 'materials', 'Toit lõkkel', 'osaleja', 270, 150, { community: 40500 }),
    income('2020-08', 'sales', 'Osavõtutasu', 'osaleja', 270, 400, { revenue: 108000 }),
  ],
  investments: [
    {
      what: et('Laenutatav matkavarustus'),
      why: et('Paljudel peredel oma varustust ei ole.'),
      cost: 203300,
      priority: 'must',
      keeper: et('Külaselts, koolimajas'),
    },
  ],
  jobs: [{ kind: 'self_employed', startsOn: '2020-08-15', who: et('Kolm juhendajat') }],
  resources: ['instructors'],
}

export const iisaku: DemoParish = {
  parish: 'iisaku',
  intro: et('Suure metsa ja sooserva kogukond, mille keskuses on kool, muuseum ja vaatetorn.', {
    lv: 'Lielu mežu un purvu malas kopiena, kuras centrā ir skola, muzejs un skatu tornis.',
    en: 'A community at the edge of great forests and bogs, with a school, a museum and a watchtower at its centre.',
  }),
  stage: 'submitted',
  initiatives: [outdoors],
  resources: [
    {
      key: 'instructors',
      category: 'people',
      name: et('Matkajuhid'),
      owner: 'elanikud',
      condition: et('Kolm, neist üks metsamees'),
      availability: et('Nädalavahetuseti'),
    },
  ],
  cooperations: [
    {
      initiative: 'iisaku-metsapaevad',
      kind: 'service_contract',
      municipalityGives: et('Tellib kooli õppepäevad'),
      communityGives: et('Kaks juhendatud metsapäeva kuus'),
      contact: 'noorsootöö spetsialist',
      from: '2020-08-01',
      to: '2021-04-30',
    },
  ],
  advice: [],
}
