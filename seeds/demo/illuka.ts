import type { DemoInitiative, DemoParish } from './types.ts'
import { cost, et } from './text.ts'

const knitting: DemoInitiative = {
  slug: 'illuka-kudumisringi-muuk',
  title: et('Kudumisringi kaubad', { en: 'Goods of the knitting circle' }),
  category: 'craft',
  summary: et('Kudumisring teeb sokke, kindaid ja mütse ning müüb neid suvel järvede ääres.', {
    en: 'The knitting circle makes socks, mittens and hats and sells them by the lakes in summer.',
  }),
  responsible: 'kudumisringi juhendaja',
  startsOn: '2020-06-20',
  place: et('Raamatukogu ja suvine müügilett'),
  serves: 'visitors',
  provider: 'informal',
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [{ who: et('Suvekülalised'), size: 300, gain: et('Soe kohalik käsitöö.') }],
  finance: [cost('2020-05', 'materials', 'Villane lõng', 'kg', 12.5, 2400, { community: 30000 })],
  investments: [],
  jobs: [{ kind: 'volunteer', who: et('Kuus kudujat') }],
  resources: [],
}

export const illuka: DemoParish = {
  parish: 'illuka',
  intro: et('Järvede ja metsade kogukond, kus külad on üksteisest kaugel.', {
    lv: 'Ezeru un mežu kopiena, kurā ciemi ir tālu cits no cita.',
    en: 'A community of lakes and forests whose villages lie far apart.',
  }),
  stage: 'draft',
  initiatives: [knitting],
  resources: [],
  cooperations: [],
  advice: [],
}
