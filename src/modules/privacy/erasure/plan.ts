import type { Purpose } from '#platform/services/personal-data.ts'
import type { Mention } from '#modules/privacy/subject/subject.ts'
import type { PersonalTable, RegisterColumn } from '#modules/privacy/register/register.ts'

/** What erasure does to the rows of a table that are about somebody. */
export interface Operation {
  table: string
  purpose: Purpose
  /** Whether the rows go whole. */
  goes: boolean
  /** Columns that are emptied. */
  removed: string[]
  /** Columns in which a name is replaced by none. */
  replaced: string[]
  /** Columns that stay, as the purposes for which they are kept. */
  kept: Purpose[]
}

const refers = ({ finds }: RegisterColumn) => finds === 'account' || finds === 'participant'
const isActor = ({ finds }: RegisterColumn) => finds === 'actor' || finds === 'name'

const wholeRows = new Set(['registration_links'])
const homes = new Set(['people', 'participants'])

/** What erasure does to each table: rows that are found by something that is removed go whole, of others columns do. */
export function operationOf({ table, columns }: PersonalTable): Operation {
  const finding = columns.filter((each) => refers(each) || each.finds === 'address')
  const goes =
    wholeRows.has(table) || (!homes.has(table) && finding.length > 0 && finding.every(({ then }) => then === 'remove'))
  const rest = goes ? [] : columns.filter((each) => !refers(each) && !isActor(each))
  const named = (then: string) => rest.filter((each) => each.then === then).map(({ column }) => column)
  const keeping = goes
    ? []
    : columns.filter((each) => each.then === 'keep' && each.finds !== 'actor' && each.finds !== 'name')
  return {
    table,
    purpose: columns[0]?.purpose ?? 'account',
    goes,
    removed: named('remove'),
    replaced: named('replace'),
    kept: [...new Set(keeping.map(({ purpose }) => purpose))],
  }
}

/** What would become of everything about somebody. */
export interface ErasurePreview {
  /** By purpose: rows that go, or fields that are emptied in so many rows. */
  removed: { purpose: Purpose; table: string; rows: number }[]
  replaced: { purpose: Purpose; table: string; rows: number }[]
  kept: { purpose: Purpose; table: string; rows: number }[]
  /** Texts in which the name would be replaced, once somebody has said that it is this person's. */
  mentions: Mention[]
  /** Texts that name them and stay as they are. */
  keptMentions: Mention[]
  /** What they did, under the number of their account. */
  done: number
  /** Whether evidence needs the name, which the auditor alone goes on reading. */
  keepsName: boolean
}
