import {
  purposes,
  type Basis,
  type Keep,
  type PersonalColumn,
  type PersonalData,
  type Purpose,
  type Subject,
  type Then,
} from '#platform/services/personal-data.ts'

/** A module as far as it says what it keeps about people. */
export interface Declaring {
  name: string
  personalData: PersonalData
}

/** A column of the register, with its table. */
export interface RegisterColumn extends PersonalColumn {
  table: string
  column: string
}

/** Every personal column of the portal, in the order in which the modules declare them. */
export const registerOf = (modules: readonly Declaring[]): RegisterColumn[] =>
  modules.flatMap(({ personalData }) =>
    Object.entries(personalData.personal).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, entry]) => ({ table, column, ...entry })),
    ),
  )

/** How many columns of text say nothing of anybody, as the modules declare. */
export const countOthers = (modules: readonly Declaring[]): number =>
  modules.reduce((sum, { personalData }) => sum + Object.values(personalData.notPersonal).flat().length, 0)

/** What the portal does with personal data for one purpose, put together from the columns kept for it. */
export interface Activity {
  purpose: Purpose
  subjects: Subject[]
  bases: Basis[]
  keeps: Keep[]
  thens: Then[]
  /** The same columns by whose they are and what becomes of them. */
  kinds: KindOfColumns[]
}

/** Columns that are kept of the same people, on the same basis, for the same time and with the same end. */
export interface KindOfColumns extends Pick<PersonalColumn, 'subject' | 'basis' | 'keep' | 'then'> {
  tables: { table: string; columns: string[] }[]
}

/** The register by purpose: one activity for each that has a column. */
export const activitiesOf = (register: readonly RegisterColumn[]): Activity[] =>
  purposes.flatMap((purpose) => {
    const columns = register.filter((each) => each.purpose === purpose)
    if (columns.length === 0) return []
    const each = <K extends keyof PersonalColumn>(name: K) => [...new Set(columns.map((column) => column[name]))]
    const kinds = kindsOf(columns)
    return [
      { purpose, subjects: each('subject'), bases: each('basis'), keeps: each('keep'), thens: each('then'), kinds },
    ]
  })

const kindsOf = (columns: readonly RegisterColumn[]): KindOfColumns[] =>
  [...Map.groupBy(columns, ({ subject, basis, keep, then }) => [subject, basis, keep, then].join()).values()].flatMap(
    (alike) => {
      const [first] = alike
      if (!first) return []
      const { subject, basis, keep, then } = first
      const tables = tablesOf(alike).map(({ table, columns: of }) => ({
        table,
        columns: of.map(({ column }) => column),
      }))
      return [{ subject, basis, keep, then, tables }]
    },
  )

/** What is kept about people in one table. */
export interface PersonalTable {
  table: string
  columns: RegisterColumn[]
}

/** The register by table. */
export const tablesOf = (register: readonly RegisterColumn[]): PersonalTable[] =>
  [...Map.groupBy(register, ({ table }) => table)].map(([table, columns]) => ({ table, columns }))
