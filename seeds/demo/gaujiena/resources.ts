import type { DemoResource } from '../types.ts'
import { lv } from '../text.ts'

export const resources: DemoResource[] = [
  {
    key: 'school-kitchen',
    category: 'place',
    verified: ['pagasta pārvalde', '2019-10-02'],
    name: lv('Skolas virtuve ar ēdamzāli', { et: 'Kooli köök ja söökla', en: 'School kitchen with dining hall' }),
    owner: 'pašvaldība',
    condition: lv('Laba; plīts un ledusskapis novecojuši', {
      et: 'Hea; pliit ja külmik on vanad',
      en: 'Good; stove and refrigerator are old',
    }),
    availability: lv('Darbdienās pēc plkst. 13, vasarā visu dienu', {
      et: 'Tööpäeviti pärast kella 13, suvel kogu päeva',
      en: 'Working days after 13:00, all day in summer',
    }),
  },
  {
    key: 'post-office',
    category: 'place',
    verified: ['pagasta pārvalde', '2019-10-02'],
    name: lv('Bijušā pasta telpas', { et: 'Endise postkontori ruumid', en: 'Rooms of the former post office' }),
    owner: 'pašvaldība',
    condition: lv('Jākrāso grīda, vajag labāku gaismu', {
      et: 'Põrand vajab värvi, valgust on vähe',
      en: 'Floor needs paint, light is poor',
    }),
    availability: lv('Brīvas', { et: 'Vabad', en: 'Free' }),
  },
  {
    key: 'cooks',
    category: 'people',
    name: lv('Pavāres ar pieredzi skolas ēdināšanā', {
      et: 'Koolitoidu kogemusega kokad',
      en: 'Cooks with experience of school meals',
    }),
    owner: 'iedzīvotājas',
    condition: lv('Divas, vienai ir spēkā esoša medicīniskā grāmatiņa', {
      et: 'Kaks, ühel kehtiv tervisetõend',
      en: 'Two, one with a valid health certificate',
    }),
    availability: lv('Darbdienās līdz pusslodzei', {
      et: 'Tööpäeviti kuni poole kohaga',
      en: 'Working days, up to half time',
    }),
  },
  {
    key: 'nurse',
    category: 'people',
    name: lv('Pensionēta medmāsa', { et: 'Pensionil meditsiiniõde', en: 'A retired nurse' }),
    owner: 'iedzīvotāja',
    condition: lv('Gatava mācīt aprūpētājas', { et: 'Valmis hooldajaid õpetama', en: 'Ready to teach carers' }),
    availability: lv('Divas dienas mēnesī', { et: 'Kaks päeva kuus', en: 'Two days a month' }),
  },
  {
    key: 'weavers',
    category: 'people',
    name: lv('Audējas un viņu prasmes', { et: 'Kangrud ja nende oskused', en: 'Weavers and their skills' }),
    owner: 'audēju kopa',
    condition: lv('Vienpadsmit, no tām četras var mācīt citus', {
      et: 'Üksteist, neist neli oskab õpetada',
      en: 'Eleven, four of whom can teach',
    }),
    availability: lv('Trešdienās un sestdienās', { et: 'Kolmapäeviti ja laupäeviti', en: 'Wednesdays and Saturdays' }),
  },
  {
    key: 'farms',
    category: 'association',
    name: lv('Dārzeņu un piena saimniecības', { et: 'Köögivilja- ja piimatalud', en: 'Vegetable and dairy farms' }),
    owner: 'zemnieku saimniecības',
    condition: lv('Četras piedāvā produktus par ražotāja cenu', {
      et: 'Neli pakuvad tootjahinnaga',
      en: 'Four offer food at producers’ prices',
    }),
    availability: lv('No maija līdz oktobrim', { et: 'Maist oktoobrini', en: 'May to October' }),
  },
]
