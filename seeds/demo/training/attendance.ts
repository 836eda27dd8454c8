import type { Locale } from '#platform/i18n/locale.ts'

/** Who was at a day of the demonstration; their names are roles, not people. */
export interface DemoAttendance {
  /** The day, by its title in its own language. */
  day: string
  /** Who wrote the list. */
  by: 'ape' | 'engure'
  people: DemoAttendant[]
}

export interface DemoAttendant {
  name: string
  parish: string
  locale: Locale
  /** Minutes at each of the dates; 0 for who was not there. */
  minutes: number[]
  email: string
}

const several = (word: string, count: number, parishes: string[], whole: number[]): DemoAttendant[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `Demo ${word} ${at + 1}`,
    parish: parishes[at % parishes.length] ?? '',
    locale: 'lv',
    minutes: whole.map((each, date) => (at % 7 === 5 ? each - 150 : at % 9 === 8 && date > 0 ? 0 : each)),
    email: `${word.replaceAll('ī', 'i').replaceAll('ā', 'a')}.${at + 1}@example.com`,
  }))

/** The day whose evidence is there, and the day whose lists wait for a second person. */
export const evidencedDays: DemoAttendance = {
  day: 'Savu resursu apzināšanās un efektīva izmantošana',
  by: 'ape',
  people: several('dalībniece', 14, ['gaujiena', 'trapene', 'viresi', 'ape'], [360]),
}

export const daysWaitingForEvidence: DemoAttendance = {
  day: 'Līderis',
  by: 'engure',
  people: several('līdere', 22, ['engure', 'smarde', 'lapmezciems', 'gaujiena', 'ape'], [420, 420]),
}
