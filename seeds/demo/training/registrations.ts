import type { Locale } from '#platform/i18n/locale.ts'

/** Somebody who registered in the demonstration; their names are roles, not people. */
export interface DemoRegistration {
  name: string
  parish?: string
  locale: Locale
  /** No e-mail address: they phoned, and staff wrote them down. */
  phone?: string
  guardian?: string
  photo?: boolean
  needs?: string
}

export interface DemoDayRegistrations {
  /** The day, by its title in its own language. */
  day: string
  organiser: 'ape' | 'engure' | 'setomaa'
  /** In the order in which they registered, one an hour. */
  people: DemoRegistration[]
  /** Who cancelled, in the order of the queue, and when. */
  cancelled: [number, at: string][]
  /** When offers that nobody had answered were given on. */
  settled?: string
}

const several = (word: string, from: number, to: number, locale: Locale, parishes: string[]): DemoRegistration[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    name: `Demo ${word} ${from + at}`,
    locale,
    parish: parishes[at % parishes.length] ?? '',
    photo: at % 3 !== 1,
  }))

/** Who registered for the days that are open: one with a waiting list and an offer, one with places, one with an offer that ended. */
export const dayRegistrations: readonly DemoDayRegistrations[] = [
  {
    day: 'Palīdzība senioriem mājās',
    organiser: 'ape',
    people: [
      ...several('dalībniece', 1, 6, 'lv', ['gaujiena', 'viresi']),
      {
        name: 'Demo zvanītāja',
        locale: 'lv',
        parish: 'gaujiena',
        phone: '+37120000011',
        needs: 'Ieeja bez pakāpieniem',
      },
      { name: 'Demo jaunietis', locale: 'lv', parish: 'viresi', guardian: 'Demo mamma' },
      ...several('dalībniece', 7, 9, 'lv', ['viresi']),
      { name: 'Demo külaline', locale: 'et', needs: 'Tõlge eesti keelde' },
      { name: 'Demo gaidītājs 1', locale: 'lv', phone: '+37120000012', parish: 'trapene' },
      { name: 'Demo gaidītāja 2', locale: 'lv', parish: 'gaujiena' },
      { name: 'Demo guest', locale: 'en', needs: 'Vegetarian food' },
      { name: 'Demo gaidītāja 3', locale: 'lv' },
    ],
    cancelled: [[3, '2020-03-01T16:00:00Z']],
  },
  {
    day: 'Ideest sotsiaalse ettevõtteni',
    organiser: 'setomaa',
    people: [
      ...several('osaleja', 1, 7, 'et', ['varska', 'meremae', 'iisaku', 'luhamaa']),
      { name: 'Demo helistaja', locale: 'et', parish: 'varska', phone: '+3725000011', photo: true },
      { name: 'Demo visitor', locale: 'en', needs: 'Step-free access' },
    ],
    cancelled: [[5, '2020-02-28T08:00:00Z']],
  },
  {
    day: 'Datorprasmes, 1. nodarbība: dokumenti Google diskā un tiešsaistes sapulces',
    organiser: 'engure',
    people: [
      ...several('kursante', 1, 14, 'lv', ['engure', 'lapmezciems', 'smarde']),
      ...several('pretendente', 1, 3, 'lv', ['engure']),
    ],
    cancelled: [[2, '2020-02-26T09:00:00Z']],
    settled: '2020-03-01T10:00:00Z',
  },
]
