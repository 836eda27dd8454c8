import type { Db } from '#platform/db/connection.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Term } from './term.ts'

/** The whole glossary, in the alphabet of one language. */
export const listTerms = (db: Db, locale: Locale): Promise<Term[]> =>
  db('glossaryTerms').orderByRaw(`?? = '', ?? collate ??, id`, [locale, locale, `${locale}-x-icu`])

export const findTerm = (db: Db, id: string): Promise<Term | undefined> => db('glossaryTerms').where({ id }).first()
