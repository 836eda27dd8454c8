import type { Db, Query } from '#platform/db/connection.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { confirmHours, type PrivacyRequest } from './request.ts'

const requests = (db: Db): Query =>
  db('privacyRequests')
    .leftJoin('people as handlers', 'handlers.id', 'handledBy')
    .select(
      ...[
        'privacyRequests.id',
        'privacyRequests.version',
        'kind',
        'subjectEmail',
        'privacyRequests.locale',
        'personId',
      ],
      ...['participantIds', 'text', 'state', 'askedAt', 'confirmedAt', 'dueOn', 'extendedTo', 'extendedBecause'],
      ...['handledAt', 'reason', 'answer', 'handlers.name as handledByName'],
    )

/** Requests that were confirmed: those that are open first, by the day on which they are due; then the newest answers. */
export const listRequests = (db: Db, most: number): Promise<PrivacyRequest[]> =>
  requests(db)
    .whereNot({ state: 'unconfirmed' })
    .orderByRaw(`state <> 'open', case when state = 'open' then coalesce(extended_to, due_on) end, handled_at desc`)
    .limit(most)

export const findRequest = async (db: Db, id: string): Promise<PrivacyRequest | undefined> =>
  isUuid(id)
    ? requests(db).where('privacyRequests.id', id).whereNot({ state: 'unconfirmed' }).first<PrivacyRequest>()
    : undefined

/** The requests of an account, newest first. */
export const listRequestsOf = (db: Db, personId: string): Promise<PrivacyRequest[]> =>
  requests(db).where({ personId }).whereNot({ state: 'unconfirmed' }).orderBy('askedAt', 'desc').limit(20)

/** The request that the link of a letter confirms, while it waits for that. */
export const findUnconfirmed = (db: Db, tokenHash: string): Promise<PrivacyRequest | undefined> =>
  requests(db)
    .where({ tokenHash, state: 'unconfirmed' })
    .where('askedAt', '>', db.raw(`portal_now() - make_interval(hours => ?)`, [confirmHours]))
    .first<PrivacyRequest | undefined>()

/** Whether the request of a link was confirmed already, as when its button is pressed twice. */
export const wasConfirmed = async (db: Db, tokenHash: string): Promise<boolean> =>
  (await db('privacyRequests').where({ tokenHash }).whereNot({ state: 'unconfirmed' }).first('id')) !== undefined
