import type { SessionInput } from '#modules/advice/sessions/session.ts'
import { day } from '#platform/values/day.ts'
import { lv } from '../text.ts'

type Told = Omit<SessionInput, 'initiativeId' | 'steps' | 'privateNote'>

const session = (on: string, minutes: number, facts: Omit<Told, 'heldOn' | 'minutes'>): SessionInput => ({
  initiativeId: null,
  heldOn: day(on),
  minutes,
  privateNote: '',
  steps: [],
  ...facts,
})

/** What the mentor in Engure gave; one of it answered a request. */
export const engureSessions = [
  session('2020-01-14', 90, {
    channel: 'onsite',
    phase: 'design',
    topics: ['idea', 'team'],
    summary: lv('Iepazināmies ar tirgus rīkotājiem un sarakstījām, kurš ko dara.', {
      et: 'Tutvusime turu korraldajatega ja panime kirja, kes mida teeb.',
      en: 'We met those who run the market and wrote down who does what.',
    }),
  }),
  session('2020-01-28', 660, {
    channel: 'onsite',
    phase: 'design',
    topics: ['customers'],
    summary: lv('Visu dienu kopā ar gidiem izstaigājām maršrutu un pierakstījām, kur viesi apstājas.', {
      et: 'Käisime giididega terve päeva marsruuti läbi ja panime kirja, kus külalised peatuvad.',
      en: 'We walked the route with the guides all day and noted where guests stop.',
    }),
  }),
  session('2020-02-18', 60, {
    channel: 'video',
    phase: 'design',
    topics: ['marketing'],
    summary: lv('Izvēlējāmies divus veidus, kā viesi par tirgu uzzina.', {
      et: 'Valisime kaks viisi, kuidas külalised turust teada saavad.',
      en: 'We chose two ways in which guests hear of the market.',
    }),
  }),
]
