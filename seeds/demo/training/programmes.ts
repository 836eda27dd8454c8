import { et } from '../text.ts'
import type { DemoProgramme } from './types.ts'

/** What the parishes are to be trained in. */
export const programmes: readonly DemoProgramme[] = [
  {
    parish: 'gaujiena',
    topics: [
      ['leadership', 'must'],
      ['care_at_home', 'must', 'Palīgs mājās senioriem ārpus centra'],
      ['food_handling', 'should', 'Virtuve, kurā drīkst gatavot pārdošanai'],
    ],
    stage: 'approved',
  },
  {
    parish: 'engure',
    topics: [
      ['event_organisation', 'must'],
      ['own_resources', 'should'],
    ],
    stage: 'submitted',
  },
  {
    parish: 'varska',
    topics: [
      ['leadership', 'must'],
      ['event_organisation', 'could'],
    ],
    stage: 'returned',
    note: et('Lisage praktiline teema: ainult teooriast ei piisa.', {
      lv: 'Pievienojiet praktisku tēmu: ar teoriju vien nepietiek.',
      en: 'Add a practical topic: theory alone is not enough.',
    }),
  },
  { parish: 'iisaku', topics: [['leadership', 'must']], stage: 'draft' },
]
