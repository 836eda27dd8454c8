import type { NewRequest, ProposedDate } from '#modules/mentors/requests/request.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { day } from '#platform/values/day.ts'
import { et, lv } from '../text.ts'

export interface DemoRequest {
  parish: string
  /** Who asks, by the part of their address before the at sign; partner staff do it for who telephoned. */
  by: string
  mentor: string
  at: string
  asked: Omit<NewRequest, 'initiativeId'>
  dates?: ProposedDate[]
  note?: Multilingual
  agreed?: boolean
  /** The day of the session that answered it. */
  answered?: string
  declined?: Multilingual
  withdrawn?: boolean
}

const date = (on: string, starts: string, channel: ProposedDate['channel'], place = ''): ProposedDate => ({
  onDay: day(on),
  starts,
  channel,
  place,
})

export const requests: DemoRequest[] = [
  {
    parish: 'engure',
    by: 'engure',
    mentor: 'mentor.engure',
    at: '2020-02-03T09:20:00Z',
    asked: {
      topic: 'marketing',
      question: lv('Kā viesi var uzzināt par tirgu jau pirms vasaras?', {
        et: 'Kuidas saavad külalised turust juba enne suve teada?',
        en: 'How can guests hear of the market before the summer?',
      }),
      channel: 'video',
      days: null,
    },
    dates: [date('2020-02-18', '17:00', 'video')],
    agreed: true,
    answered: '2020-02-18',
  },
  {
    parish: 'engure',
    by: 'engure',
    mentor: 'mentor.engure',
    at: '2020-02-20T08:00:00Z',
    asked: {
      topic: 'law',
      question: lv('Vai laivu nomai vajag licenci?', {
        et: 'Kas paadilaenutuseks on vaja litsentsi?',
        en: 'Does one need a licence to rent out boats?',
      }),
      channel: null,
      days: null,
    },
    declined: lv('Par licencēm labāk jautāt Valsts vides dienestam; adresi nosūtīju partnerim.', {
      et: 'Litsentside kohta on parem küsida keskkonnaametilt; saatsin aadressi partnerile.',
      en: 'It is better to ask the environmental authority about licences; I sent its address to the partner.',
    }),
  },
  {
    parish: 'gaujiena',
    by: 'gaujiena',
    mentor: 'mentor',
    at: '2020-02-26T18:40:00Z',
    asked: {
      topic: 'money',
      question: lv('Mums ir trīs piedāvājumi plītij. Kā izvēlēties, un ko darīt, ja neviens neiekļaujas summā?', {
        et: 'Meil on pliidi kohta kolm pakkumist. Kuidas valida ja mida teha, kui ükski ei mahu summasse?',
        en: 'We have three offers for the cooker. How do we choose, and what if none fits the sum?',
      }),
      channel: 'onsite',
      days: lv('Darbdienu vakaros', { et: 'Tööpäeva õhtuti', en: 'In the evening on working days' }),
    },
    dates: [
      date('2020-03-05', '18:00', 'onsite', 'Gaujienas tautas nams'),
      date('2020-03-09', '17:30', 'onsite', 'Gaujienas tautas nams'),
      date('2020-03-10', '12:00', 'video'),
    ],
    note: lv('Paņemiet līdzi visus trīs piedāvājumus.', {
      et: 'Võtke kõik kolm pakkumist kaasa.',
      en: 'Please bring all three offers.',
    }),
  },
  {
    parish: 'gaujiena',
    by: 'gaujiena',
    mentor: 'mentor',
    at: '2020-01-08T10:00:00Z',
    asked: {
      topic: 'team',
      question: lv('Kā sadalīt darbus trim cilvēkiem?', {
        et: 'Kuidas jagada tööd kolme inimese vahel?',
        en: 'How do we share the work among three people?',
      }),
      channel: null,
      days: null,
    },
    withdrawn: true,
  },
  {
    parish: 'varska',
    by: 'varska',
    mentor: 'mentor',
    at: '2020-02-24T07:30:00Z',
    asked: {
      topic: 'customers',
      question: et('Kes tuleksid meie töötubadesse talvel?', {
        lv: 'Kas nāktu uz mūsu darbnīcām ziemā?',
        en: 'Who would come to our workshops in winter?',
      }),
      channel: 'video',
      days: et('Teisipäeval või neljapäeval', { lv: 'Otrdien vai ceturtdien', en: 'On Tuesday or Thursday' }),
    },
    dates: [date('2020-03-12', '19:00', 'video'), date('2020-03-17', '19:00', 'video')],
    agreed: true,
  },
  {
    parish: 'varska',
    by: 'varska',
    mentor: 'mentor',
    at: '2020-03-01T16:10:00Z',
    asked: {
      topic: 'cooperation',
      question: et('Kuidas leppida naaberkülaga kokku ühises bussis?', {
        lv: 'Kā vienoties ar kaimiņu ciemu par kopīgu autobusu?',
        en: 'How do we agree on a shared bus with the next village?',
      }),
      channel: null,
      days: null,
    },
  },
]
