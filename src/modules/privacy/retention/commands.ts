import type { Db } from '#platform/db/connection.ts'
import { system, transact, type AuditedTransaction } from '#platform/db/transact.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { Day } from '#platform/values/day.ts'
import type { RegisterColumn } from '#modules/privacy/register/register.ts'
import { findMeant } from '#modules/privacy/subject/queries.ts'
import { eraseSubject, noteErasures } from '#modules/privacy/erasure/commands.ts'
import { rules, rulesOnceOver } from './rules.ts'

/** How many rows one run changes at most, so that nobody waits for it. */
const mostRows = 500
const mostAccounts = 20
const nothing = '00000000-0000-0000-0000-000000000000'

type Counts = Record<string, number>

interface Retaining {
  register: readonly RegisterColumn[]
  present: Day
  retentionUntil: Day | null
}

/**
 * Removes personal data whose time is over, at most so many rows in one transaction, and says how many it changed: run again
 * until there is none. Ended in between, it has done whole runs, and the next one finds what is left.
 */
export async function retainOnce(db: Db, retaining: Retaining): Promise<number> {
  let done = 0
  await transact(db, system, async (tx) => {
    const counts = await applyRules(tx, retaining)
    done = Object.values(counts).reduce((sum, count) => sum + count, 0)
    if (done > 0) await tx.record('privacy.retained', nothing, counts)
    else throw new NothingToDo()
  }).catch((error: unknown) => {
    if (!(error instanceof NothingToDo)) throw error
  })
  return done
}

/** Does so until nothing is left whose time is over; says how many rows it changed. */
export async function retainAll(db: Db, retaining: Retaining): Promise<number> {
  let together = 0
  for (let done = await retainOnce(db, retaining); done > 0; done = await retainOnce(db, retaining)) together += done
  return together
}

/** Nothing was removed: nothing is recorded either. */
class NothingToDo extends Error {}

async function applyRules(tx: AuditedTransaction, { register, present, retentionUntil }: Retaining): Promise<Counts> {
  const counts: Counts = {}
  let most = mostRows
  const count = (name: string, rows: number) => {
    most -= rows
    if (rows > 0) counts[name] = rows
  }
  const isOver = retentionUntil !== null && retentionUntil < present
  for (const { name, sql } of [...rules, ...(isOver ? rulesOnceOver : [])]) {
    if (most <= 0) return counts
    const { rowCount } = await tx.db.raw<{ rowCount: number }>(sql, { most })
    count(name, rowCount)
  }
  if (most > 0 && isOver) count('participant_names', await forgetNames(tx, most))
  if (most > 0) count('reads', await forgetReads(tx, most))
  if (most > 0) count('accounts', await eraseClosed(tx, register, Math.min(most, mostAccounts)))
  return counts
}

async function forgetReads({ db }: AuditedTransaction, most: number): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ gone: number }] }>('select forget_data_reads(?) as gone', [most])
  return rows[0].gone
}

async function forgetNames({ db }: AuditedTransaction, most: number): Promise<number> {
  const inWords = (['lv', 'et', 'en'] as const).map(
    (locale) => `when '${locale}' then '${translations[locale].t('privacy:former.participant')}'`,
  )
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update participants set name = case locale ${inWords.join(' ')} end, erased_at = portal_now()
     where id in (select id from participants where erased_at is null and email is null and phone is null
       limit ? for update skip locked)`,
    [most],
  )
  return rowCount
}

async function eraseClosed(tx: AuditedTransaction, register: readonly RegisterColumn[], most: number): Promise<number> {
  const closed = await tx
    .db('people')
    .whereNull('erasedAt')
    .where('deactivatedAt', '<', tx.db.raw(`portal_now() - interval '24 months'`))
    .orderBy('deactivatedAt')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .select<{ id: string }[]>('id')
  for (const { id } of closed) {
    const { subject } = await findMeant(tx.db, { email: null, personId: id, participantIds: [] })
    await eraseSubject(tx, { register, subject, mentions: [] })
    await noteErasures(tx, subject, [])
  }
  return closed.length
}
