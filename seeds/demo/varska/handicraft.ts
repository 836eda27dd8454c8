import type { DemoInitiative } from '../types.ts'
import { cost, et, income, investment } from '../text.ts'

export const handicraft: DemoInitiative = {
  slug: 'varska-kasitootuba',
  title: et('Käsitöötuba ja väike pood', {
    lv: 'Rokdarbu istaba un mazs veikaliņš',
    en: 'Handicraft room with a small shop',
  }),
  category: 'craft',
  summary: et('Ühine tuba pitside, vööde ja keraamika tegemiseks ning riiul, kust külalised ostavad.', {
    lv: 'Kopīga istaba mežģīnēm, jostām un keramikai un plaukts, no kura ciemiņi pērk.',
    en: 'A shared room for lace, belts and pottery, and a shelf from which visitors buy.',
  }),
  description: et(
    'Esimesel suvel küsisid õpitubade külalised pidevalt, kust käsitööd osta saab. Tegijad müüvad praegu ainult laatadel.\n\nTeeme rahvamaja kõrvaltuppa keraamikaahju ja tööpingid. Pood on lahti õpitubade ajal, müüja on iga kord üks tegijatest.',
  ),
  responsible: 'käsitööringi juhendaja',
  startsOn: '2021-03-01',
  place: et('Rahvamaja kõrvaltuba', { lv: 'Tautas nama blakustelpa', en: 'Side room of the community hall' }),
  serves: 'both',
  provider: 'ngo',
  risks: et('Vähe ostjaid talvel: müüme ka veebis ja sanatooriumis.'),
  sustainability: et('Viiendik müügihinnast jääb toa ja ahju ülalpidamiseks.'),
  openToCommunity: true,
  state: 'drafting',
  addedInChange: true,
  targetGroups: [
    {
      who: et('Kohalikud käsitöölised', { lv: 'Vietējie amatnieki', en: 'Local craftspeople' }),
      size: 15,
      gain: et('Ühised tööriistad ja müügikoht.', {
        lv: 'Kopīgi darbarīki un tirdzniecības vieta.',
        en: 'Shared tools and a place to sell.',
      }),
    },
  ],
  finance: [
    investment('2021-02', 'equipment', 'Keraamikaahi', 'tk', 1, 219000, { erdf: 186150, partner: 32850 }),
    cost('2021-02', 'building', 'Ahju elektriühendus', 'töö', 1, 47500, { municipality: 47500 }),
    cost('2021-03', 'materials', 'Savi ja glasuur', 'kg', 60, 310, { community: 18600 }),
    income('2021-03', 'sales', 'Viiendik müügist', 'kuu', 2, 16500, { revenue: 33000 }),
  ],
  investments: [
    {
      what: et('Keraamikaahi', { lv: 'Keramikas krāsns', en: 'Pottery kiln' }),
      why: et('Lähim ahi on saja kilomeetri kaugusel.', {
        lv: 'Tuvākā krāsns ir simts kilometru attālumā.',
        en: 'The nearest kiln is a hundred kilometres away.',
      }),
      cost: 219000,
      priority: 'must',
      keeper: et('Külaselts, rahvamajas'),
    },
  ],
  jobs: [
    {
      kind: 'expected',
      fte: 2500,
      startsOn: '2021-06-01',
      who: et('Poe hoidja suvel', { lv: 'Veikaliņa uzraudze vasarā', en: 'Shopkeeper in summer' }),
    },
  ],
  resources: ['hall', 'craft-circle'],
}
