import { et, lv } from '../text.ts'
import type { DemoNeeds } from './types.ts'

/** Parishes that have written down needs, and have answers to few of them. */
export const otherNeeds: DemoNeeds[] = [
  {
    parish: 'trapene',
    needs: [
      {
        title: lv('Vieta jauniešiem'),
        category: 'premises',
        severity: 3,
        priority: 'should',
        people: 25,
        from: 'conclusions.need_1',
      },
      {
        title: lv('Grāmatvedības atbalsts biedrībai'),
        category: 'legal',
        severity: 4,
        priority: 'must',
        from: 'conclusions.need_2',
        hidden: true,
      },
    ],
  },
  {
    parish: 'iisaku',
    needs: [
      {
        title: et('Sõit arsti juurde'),
        category: 'network',
        severity: 4,
        priority: 'must',
        people: 55,
        from: 'conclusions.need_1',
      },
      {
        title: et('Noored eestvedajad'),
        category: 'skill',
        severity: 3,
        priority: 'should',
        from: 'conclusions.need_3',
        answers: [{ topic: 'leadership' }],
      },
    ],
  },
  {
    parish: 'meremae',
    needs: [{ title: et('Koht, kus kokku saada'), category: 'premises', severity: 4, priority: 'should', people: 30 }],
  },
]
