import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { isUuid } from '#platform/values/uuid.ts'

/** What somebody agreed to for a training day or a visit, and has not taken back. */
export interface OwnConsent {
  id: string
  registrationId: string | null
  travellerId: string | null
  purpose: 'photo' | 'guardian'
  givenAt: Date
  title: Multilingual
}

const given = (db: Db, participantIds: readonly string[]): Query =>
  db('consents')
    .leftJoin('registrations', 'registrations.id', 'registrationId')
    .leftJoin('trainingDays', 'trainingDays.id', 'registrations.dayId')
    .leftJoin('visitParticipants', 'visitParticipants.id', 'travellerId')
    .leftJoin('visits', 'visits.id', 'visitParticipants.visitId')
    .whereRaw('coalesce(registrations.participant_id, visit_participants.participant_id) = any(?::uuid[])', [
      [...participantIds],
    ])
    .where({ purpose: 'photo' })
    .whereNull('withdrawnAt')
    .select('consents.id', 'registrationId', 'travellerId', 'purpose', 'givenAt')
    .select(db.raw('coalesce(training_days.title, visits.title) as title'))

/** The consents of these participants that hold, newest first. */
export const listOwnConsents = (db: Db, participantIds: readonly string[]): Promise<OwnConsent[]> =>
  given(db, participantIds).orderBy('givenAt', 'desc').limit(50)

export const findOwnConsent = async (
  db: Db,
  participantIds: readonly string[],
  id: string,
): Promise<OwnConsent | undefined> =>
  isUuid(id) ? given(db, participantIds).where('consents.id', id).first<OwnConsent | undefined>() : undefined
