import type { DemoInitiative, DemoParish } from './types.ts'
import { et, idea } from './text.ts'

const cafe: DemoInitiative = {
  slug: 'meremae-kulakohvik',
  title: et('Külakohvik', { lv: 'Ciema kafejnīca', en: 'Village café' }),
  category: 'food',
  summary: et('Nädalavahetuseti avatud kohvik vanas poes, kus küpsetavad küla inimesed.', {
    lv: 'Nedēļas nogalēs atvērta kafejnīca vecajā veikalā, kurā cep ciema ļaudis.',
    en: 'A café in the old shop, open at weekends, where village people bake.',
  }),
  forWhom: et('Küla inimestele ja möödasõitjatele'),
  responsible: 'külaseltsi juhatus',
  place: et('Vana kauplus'),
  openToCommunity: true,
  state: 'drafting',
  targetGroups: [],
  finance: [],
  investments: [],
  jobs: [],
  resources: ['shop'],
}

const sauna: DemoInitiative = {
  ...idea(
    'meremae-ratassaun',
    'leisure',
    et('Ratastel saun', { en: 'A sauna on wheels' }),
    et('Rendisaun, mida saab viia järve äärde või peole.', {
      en: 'A sauna for hire that can be taken to a lake or a party.',
    }),
  ),
  state: 'dropped',
  dropReason: et('Sama teenust pakub juba naaberküla ettevõtja; kaks ei elaks ära.', {
    lv: 'Šādu pakalpojumu jau piedāvā kaimiņciema uzņēmējs; divi neizdzīvotu.',
    en: 'An entrepreneur in the next village already offers the same; two could not live from it.',
  }),
}

export const meremae: DemoParish = {
  parish: 'meremae',
  intro: et('Künklik kogukond, kus elavad leelo, käsitöö ja külapühad.', {
    lv: 'Pauguraina kopiena, kurā dzīvo leelo dziesmas, rokdarbi un ciemu svētki.',
    en: 'A hilly community where leelo singing, handicraft and village feasts live on.',
  }),
  stage: 'draft',
  initiatives: [cafe, sauna],
  resources: [
    {
      key: 'shop',
      category: 'place',
      name: et('Vana kauplus'),
      owner: 'eraomanik',
      condition: et('Katus korras, vesi puudub'),
      availability: et('Kokkuleppel omanikuga'),
    },
  ],
  cooperations: [],
  advice: [],
}
