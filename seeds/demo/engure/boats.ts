import type { DemoInitiative } from '../types.ts'
import { cost, income, investment, lv } from '../text.ts'

export const boats: DemoInitiative = {
  slug: 'engures-jauniesu-laivu-darbnica',
  title: lv('Jauniešu laivu darbnīca', { et: 'Noorte paaditöökoda', en: 'Young people’s boat workshop' }),
  category: 'youth',
  summary: lv('Jaunieši kopā ar vecajiem zvejniekiem labo koka laivas un mācās uz tām braukt.', {
    et: 'Noored parandavad koos vanade kaluritega puupaate ja õpivad nendega sõitma.',
    en: 'Young people repair wooden boats with old fishermen, and learn to sail them.',
  }),
  description: lv(
    'Vecās koka laivas pūst pagalmos, un kopā ar tām zūd prasme tās taisīt. Jauniešiem pēc skolas nav, kurp iet.\n\nDivreiz nedēļā darbnīcā strādā divi meistari un grupa līdz desmit jauniešiem. Gada beigās salaboto laivu ielaiž ūdenī; vasarā ar to vizina ciemiņus, un ienākumi iet materiāliem.',
    {
      et: 'Vanad puupaadid mädanevad hoovides ja nendega koos kaob oskus neid teha. Noortel pole pärast kooli kuhugi minna.\n\nKaks korda nädalas töötavad töökojas kaks meistrit ja kuni kümme noort. Aasta lõpus lastakse parandatud paat vette; suvel sõidutatakse sellega külalisi ja tulu läheb materjalideks.',
      en: 'Old wooden boats rot in the yards, and with them goes the skill of making them. After school the young have nowhere to go.\n\nTwice a week two masters and up to ten young people work in the shop. At the end of the year the repaired boat is launched; in summer it takes visitors out, and what they pay buys materials.',
    },
  ),
  responsible: 'jaunatnes lietu speciālists',
  startsOn: '2020-09-07',
  place: lv('Ostas šķūnis', { et: 'Sadamakuur', en: 'The harbour shed' }),
  serves: 'both',
  provider: 'informal',
  risks: lv('Drošība: darbs tikai meistara klātbūtnē, uz ūdens vienmēr vestēs.', {
    et: 'Ohutus: töö ainult meistri juuresolekul, vee peal alati vestides.',
    en: 'Safety: work only with a master present, always life jackets on the water.',
  }),
  sustainability: lv('Vizināšanas ienākumi un pašvaldības jaunatnes darba nauda.', {
    et: 'Sõidutamise tulu ja omavalitsuse noorsootöö raha.',
    en: 'Income from boat trips and the municipality’s money for youth work.',
  }),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [
    {
      who: lv('Jaunieši no 13 līdz 18 gadiem', { et: 'Noored vanuses 13–18', en: 'Young people aged 13 to 18' }),
      size: 24,
      gain: lv('Prasme, kompānija un vieta pēc skolas.', {
        et: 'Oskus, seltskond ja koht pärast kooli.',
        en: 'A skill, company and a place after school.',
      }),
    },
  ],
  finance: [
    investment('2020-08', 'equipment', 'Rokas instrumentu komplekti', 'komplekts', 6, 14250, {
      erdf: 72675,
      partner: 12825,
    }),
    investment('2020-08', 'equipment', 'Ēvelsols', 'gab.', 2, 38900, { erdf: 66130, partner: 11670 }),
    investment('2020-08', 'equipment', 'Glābšanas vestes', 'gab.', 12, 4200, { erdf: 42840, partner: 7560 }),
    cost('2020-09', 'materials', 'Egles dēļi, kniedes, darva', 'laiva', 1, 61500, { erdf: 52275, partner: 9225 }),
    cost('2020-09', 'staff', 'Meistari', 'stunda', 128, 1100, { municipality: 140800 }, 'exempt'),
    cost('2020-09', 'rent', 'Ostas šķūnis', 'mēnesis', 8, 3000, { inKind: 24000 }),
    income('2021-04', 'sales', 'Vizināšana ar laivu', 'brauciens', 15, 2000, { revenue: 30000 }),
  ],
  investments: [
    {
      what: lv('Instrumenti un ēvelsoli', { et: 'Tööriistad ja höövelpingid', en: 'Tools and workbenches' }),
      why: lv('Meistariem ir tikai savi, grupai nepietiek.', {
        et: 'Meistritel on vaid omad, rühmale ei jätku.',
        en: 'The masters have only their own, too few for a group.',
      }),
      cost: 163300,
      priority: 'must',
      keeper: lv('Jauniešu centrs', { et: 'Noortekeskus', en: 'The youth centre' }),
    },
    {
      what: lv('Glābšanas vestes', { et: 'Päästevestid', en: 'Life jackets' }),
      why: lv('Bez tām uz ūdens nedrīkst.', {
        et: 'Ilma nendeta vee peale ei tohi.',
        en: 'Nobody may go on the water without.',
      }),
      cost: 50400,
      priority: 'must',
      keeper: lv('Jauniešu centrs', { et: 'Noortekeskus', en: 'The youth centre' }),
    },
  ],
  jobs: [
    {
      kind: 'part_time',
      fte: 1500,
      startsOn: '2020-09-07',
      who: lv('Divi meistari', { et: 'Kaks meistrit', en: 'Two masters' }),
    },
  ],
  resources: ['harbour', 'boat-builders'],
}
