import type { Multilingual } from '#platform/i18n/locale.ts'

export interface DemoVisit {
  number: number
  host: string
  title: Multilingual
  about: Multilingual
  packing: Multilingual
  from: string
  to: string
  contact: string
  seminar: { title: Multilingual; on: string; starts: string; ends: string; place: string; notes?: Multilingual }
  stops: { on: string; starts: string; ends: string; place: Multilingual; host: string; theme: Multilingual }[]
  legs: { on: string; leaves: string; from: string; to: string; seats: number; note?: Multilingual }[]
  nights: { on: string; place: string; address: string; beds: number }[]
  /** How many of a parish may come, by its slug. */
  places: Record<string, number>
  travellers: DemoTraveller[]
  held: boolean
  lessons: { parish: string; by: string; initiative?: string; text: Multilingual; public: boolean }[]
}

export interface DemoTraveller {
  parish: string
  name: string
  email: string | null
  phone: string | null
  boardsAt: string
  needs: string
}
