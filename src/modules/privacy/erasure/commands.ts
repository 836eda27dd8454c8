import type { AuditedTransaction } from '#platform/db/transact.ts'
import { translations } from '#platform/i18n/translations.ts'
import { tablesOf, type RegisterColumn } from '#modules/privacy/register/register.ts'
import { rowsAbout } from '#modules/privacy/subject/row-queries.ts'
import { mentionKey, subjectHash, type Mention, type Subject } from '#modules/privacy/subject/subject.ts'
import { replaceMentions } from './mention-commands.ts'
import { operationOf } from './plan.ts'
import { columnShapes, isInEvidence } from './queries.ts'

interface Erasing {
  register: readonly RegisterColumn[]
  subject: Subject
  /** Texts in which the name is this person's. */
  mentions: readonly Pick<Mention, 'table' | 'column' | 'key'>[]
}

/** What was done, by number. */
export interface Erased {
  rows: number
  fields: number
  mentions: number
  /** Texts that what guards them did not let be changed. */
  refused: string[]
}

/**
 * Erases somebody: what is only about them goes, what must stay loses their name, and what proves the use of money is kept.
 * Is not recorded by itself: whoever calls it says why.
 */
export async function eraseSubject(tx: AuditedTransaction, { register, subject, mentions }: Erasing): Promise<Erased> {
  await leaveFuturePlaces(tx, subject)
  await keepNames(tx, subject)
  const refused = await replaceMentions(tx, mentions, subject.names, nobody)
  const counts = { rows: 0, fields: 0 }
  const shapes = await columnShapes(tx.db)
  for (const table of tablesOf(register)) {
    const operation = operationOf(table)
    const rows = rowsAbout(tx.db, table, subject)
    if (rows === null) continue
    if (operation.goes) counts.rows += await rows.delete()
    else if (operation.removed.length + operation.replaced.length > 0) {
      const emptied = operation.removed.map((column) => {
        const { empty = 'null', type = 'text' } = shapes.get(`${table.table}.${column}`) ?? {}
        return [column, tx.db.raw(`${empty}::${type}`)]
      })
      const renamed = operation.replaced.map((column) => [column, tx.db.raw(replacementOf(`${table.table}.${column}`))])
      counts.fields += await rows.update(Object.fromEntries([...emptied, ...renamed]))
    }
  }
  await closeAndMark(tx, subject)
  await closeRequests(tx, subject)
  return { ...counts, mentions: mentions.length - refused.length, refused }
}

// In texts of any language.
const nobody = '—'

const formerly = (what: 'member' | 'mentor' | 'participant') =>
  `case locale ${(['lv', 'et', 'en'] as const)
    .map((locale) => `when '${locale}' then '${translations[locale].t(`privacy:former.${what}`)}'`)
    .join(' ')} end`

/** What stands in place of a name or an address, as SQL over the row it is in. */
function replacementOf(column: string): string {
  if (column === 'people.email') return `'closed-' || id || '@invalid'`
  if (column === 'people.name') {
    const isMentor = `exists (select from mentors where person_id = people.id)`
    return `case when ${isMentor} then ${formerly('mentor')} else ${formerly('member')} end`
  }
  if (column === 'participants.name') return formerly('participant')
  if (column === 'mentors.slug') return `'mentor-' || left(id::text, 8)`
  throw new RangeError(`nothing is said of what stands in place of ${column}`)
}

// A place that nobody will take is given to who waits.
async function leaveFuturePlaces({ db }: AuditedTransaction, { participantIds }: Subject): Promise<void> {
  await db('registrations')
    .whereIn('participantId', participantIds)
    .whereIn('state', ['registered', 'waiting', 'offered'])
    .whereNotExists(
      db('trainingDates')
        .whereRaw('training_dates.day_id = registrations.day_id and on_day <= portal_now()::date')
        .select(db.raw('1')),
    )
    .update({ state: 'cancelled', offeredUntil: null })
  await db('visitParticipants')
    .whereIn('participantId', participantIds)
    .whereIn('visitId', db('visits').whereRaw('from_day > portal_now()::date').select('id'))
    .update({ state: 'cancelled' })
}

// What proves the use of money rests on who somebody was: their name stays for the auditor.
async function keepNames({ db }: AuditedTransaction, subject: Subject): Promise<void> {
  const { personId, participantIds } = subject
  if (personId !== null && (await isInEvidence(db, { personId, participantIds: [] }))) {
    await db.raw(
      `insert into kept_names (person_id, name) select id, name from people where id = ? and erased_at is null
       on conflict do nothing`,
      [personId],
    )
  }
  await db.raw(
    `insert into kept_names (participant_id, name) select id, name from participants
     where id = any(?::uuid[]) and erased_at is null
       and (exists (select from attendances where participant_id = participants.id)
         or exists (select from certificates where participant_id = participants.id)) on conflict do nothing`,
    [participantIds],
  )
}

async function closeAndMark({ db }: AuditedTransaction, { personId, participantIds }: Subject): Promise<void> {
  if (personId !== null) {
    await db('mentors').where({ personId }).update({ publishedBy: null, publishedAt: null })
    await db('people')
      .where({ id: personId })
      .update({
        deactivatedAt: db.raw('coalesce(deactivated_at, portal_now())'),
        erasedAt: db.raw('coalesce(erased_at, portal_now())'),
        // The name that was replaced just now is one of them.
        formerNames: [],
        version: db.raw('version + 1'),
      })
  }
  await db('participants')
    .whereIn('id', participantIds)
    .update({ erasedAt: db.raw('coalesce(erased_at, portal_now())'), formerNames: [] })
}

// Nobody waits for an answer any more where all whose request it was are erased, also where an older dump brought it back.
async function closeRequests(tx: AuditedTransaction, { personId, participantIds }: Subject): Promise<void> {
  const isTheirs = `(person_id = any(:people::uuid[]) or participant_ids && :participants::uuid[])`
  const isOfOthers = `(exists (select from people where id = privacy_requests.person_id and erased_at is null)
    or exists (select from participants where id = any(participant_ids) and erased_at is null))`
  await tx.db.raw(
    `update privacy_requests set state = 'answered', subject_email = null, text = '', answer = '', handled_by = :by,
       handled_at = portal_now()
     where state = 'open' and ${isTheirs} and not ${isOfOthers}`,
    { people: personId === null ? [] : [personId], participants: [...participantIds], by: tx.personId },
  )
}

/** Notes whom nobody is to know any more, to be erased again where an older dump is restored. */
export async function noteErasures(
  { db }: AuditedTransaction,
  { personId, participantIds }: Subject,
  mentions: Erasing['mentions'],
): Promise<void> {
  const hashes = [
    ...(personId === null ? [] : [subjectHash('account', personId)]),
    ...participantIds.map((id) => subjectHash('participant', id)),
  ]
  // Mentions belong to all of them together, and are noted once.
  const rows = hashes.map((hash, at) => ({
    subjectHash: hash,
    rules: JSON.stringify({ mentions: at === 0 ? mentions.map(mentionKey) : [] }),
  }))
  if (rows.length > 0) await db('erasures').insert(rows)
}
