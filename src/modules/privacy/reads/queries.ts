import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import type { ReadHow, ReadKind } from '#platform/values/data-read.ts'

/** That somebody viewed personal data. */
export interface DataReadEntry {
  id: number
  at: Date
  personId: string
  personName: string
  what: string
  subjectKind: ReadKind
  /** The participant or account that it was about, where it was one. */
  subjectName: string | null
  placeNames: Multilingual | null
  rows: number
  how: ReadHow
}

export interface ReadFilter {
  /** Who viewed. */
  person: string | null
  /** Whose data were viewed. */
  about: string | null
  /** The territory that the data belong to. */
  place: string | null
  from: Day | null
  to: Day | null
  /** Only what came before this entry. */
  before: number | null
}

const filtered =
  ({ person, about, place, from, to, before }: ReadFilter) =>
  (query: Query) => {
    if (person) query.where('dataReads.personId', person)
    if (about) query.where('dataReads.subjectId', about)
    if (place) query.where('dataReads.placeId', place)
    if (from) query.whereRaw(`at >= ?::date::timestamp at time zone 'Europe/Riga'`, [from])
    if (to) query.whereRaw(`at < (?::date + 1)::timestamp at time zone 'Europe/Riga'`, [to])
    if (before !== null) query.where('dataReads.id', '<', before)
  }

/** Views of personal data, newest first, at most so many. */
export const listReads = (db: Db, filter: ReadFilter, most: number): Promise<DataReadEntry[]> =>
  db('dataReads')
    .join('people', 'people.id', 'dataReads.personId')
    .leftJoin('territories', 'territories.id', 'dataReads.placeId')
    .leftJoin('people as accounts', 'accounts.id', 'dataReads.subjectId')
    .leftJoin('participants', 'participants.id', 'dataReads.subjectId')
    .modify(filtered(filter))
    .orderBy('dataReads.id', 'desc')
    .limit(most)
    .select('dataReads.id', 'at', 'personId', 'people.name as personName', 'what', 'subjectKind', 'rows', 'how')
    .select(db.raw('coalesce(accounts.name, participants.name) as subject_name'))
    .select('territories.names as placeNames') as Promise<DataReadEntry[]>

export interface Reader {
  id: string
  name: string
}

/** Everybody who ever viewed personal data, to choose among. */
export const listReaders = (db: Db): Promise<Reader[]> =>
  db('people')
    .whereExists(db('dataReads').whereRaw('data_reads.person_id = people.id').select(db.raw('1')))
    .select('id', 'name')

export interface ReadPlace {
  id: string
  names: Multilingual
}

export const listReadPlaces = (db: Db): Promise<ReadPlace[]> => db('territories').orderBy('slug').select('id', 'names')

/** The name of the account or participant with this number; undefined where there is none. */
export const findSubject = (db: Db, id: string): Promise<Reader | undefined> =>
  db('people')
    .where({ id })
    .select('id', 'name')
    .unionAll([db('participants').where({ id }).select('id', 'name')])
    .first()
