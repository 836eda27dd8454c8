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
  columns: RegisterColumn[]
}

/** The register by purpose: one activity for each that has a column. */
export const activitiesOf = (register: readonly RegisterColumn[]): Activity[] =>
  purposes.flatMap((purpose) => {
    const columns = register.filter((each) => each.purpose === purpose)
    if (columns.length === 0) return []
    const each = <K extends keyof PersonalColumn>(name: K) => [...new Set(columns.map((column) => column[name]))]
    return [
      { purpose, subjects: each('subject'), bases: each('basis'), keeps: each('keep'), thens: each('then'), columns },
    ]
  })

/** What is kept about people in one table. */
export interface PersonalTable {
  table: string
  columns: RegisterColumn[]
}

/** The register by table. */
export const tablesOf = (register: readonly RegisterColumn[]): PersonalTable[] =>
  [...Map.groupBy(register, ({ table }) => table)].map(([table, columns]) => ({ table, columns }))
