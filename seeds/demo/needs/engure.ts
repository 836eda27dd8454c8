import { lv } from '../text.ts'
import type { DemoNeeds, DemoSwot } from './types.ts'

export const engureNeeds: DemoNeeds = {
  parish: 'engure',
  needs: [
    {
      title: lv('Ieņēmumi arī ārpus vasaras', { et: 'Tulu ka väljaspool suve', en: 'An income outside summer too' }),
      category: 'money',
      severity: 4,
      priority: 'must',
      people: 70,
      from: 'conclusions.need_1',
      answers: [{ investment: 'engures-jauniesu-laivu-darbnica' }, { topic: 'own_resources' }],
    },
    {
      title: lv('Gidi, kas prot stāstīt', { et: 'Giidid, kes oskavad jutustada', en: 'Guides who can tell a story' }),
      category: 'skill',
      severity: 3,
      priority: 'should',
      people: 12,
      answers: [{ topic: 'event_organisation' }],
    },
    {
      title: lv('Kūpinātava, kurā drīkst strādāt vairāki', {
        et: 'Suitsuahi, kus tohib töötada mitu inimest',
        en: 'A smokehouse that several may use',
      }),
      category: 'premises',
      severity: 4,
      priority: 'should',
      people: 18,
      from: 'conclusions.need_2',
      answers: [{ investment: 'engures-zvejnieku-tirdzins' }],
    },
    {
      title: lv('Vieta jauniešiem ziemā', { et: 'Koht noortele talvel', en: 'A place for young people in winter' }),
      category: 'premises',
      severity: 4,
      priority: 'should',
      people: 40,
      from: 'conclusions.need_3',
    },
  ],
}

export const engureRanked: DemoSwot = {
  parish: 'engure',
  round: 'baseline',
  items: {
    strength: [
      [
        lv('Osta un zvejnieku prasmes', {
          et: 'Sadam ja kalurite oskused',
          en: 'The harbour and the fishermen’s skills',
        }),
        16,
      ],
      [lv('Ezers ar putniem', { et: 'Linnurikas järv', en: 'The lake with its birds' }), 12],
    ],
    weakness: [[lv('Ziemā nav darba', { et: 'Talvel tööd ei ole', en: 'There is no work in winter' }), 14]],
    opportunity: [
      [lv('Rīdzinieki nedēļas nogalēs', { et: 'Riialased nädalavahetustel', en: 'People from Riga at weekends' }), 13],
    ],
    threat: [[lv('Zivju kļūst mazāk', { et: 'Kala jääb vähemaks', en: 'There are fewer fish' }), 10]],
  },
}
