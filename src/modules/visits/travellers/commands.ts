import { setConsent } from '#modules/consents/commands.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { findOrCreateParticipant } from '#modules/training/registrations/participant-commands.ts'
import { travellerMessage } from './mail.ts'
import type { TravellerInput } from './form.ts'
import type { TravellerState, Traveller, Visit } from '#modules/visits/visits/visit.ts'

/** Puts somebody on the list of their parish: they come while there is a place, and wait after that. They are told by letter. */
export async function addTraveller(
  tx: AuditedTransaction,
  visit: Visit,
  { person, photoConsent, ...choices }: TravellerInput,
): Promise<{ id: string; state: TravellerState }> {
  const { parishId } = choices
  const participant = await findOrCreateParticipant(tx, person, 'staff')
  const state = (await hasPlace(tx, visit, parishId)) ? 'coming' : 'waiting'
  const again = await tx
    .db('visitParticipants')
    .where({ visitId: visit.id, participantId: participant.id, state: 'cancelled' })
    .update({
      ...choices,
      state,
      version: tx.db.raw('version + 1'),
      enteredBy: tx.personId,
      enteredAt: tx.db.raw('clock_timestamp()'),
    })
    .returning('id')
  const [row] = (
    again.length > 0
      ? again
      : await tx
          .db('visitParticipants')
          .insert({ ...choices, visitId: visit.id, participantId: participant.id, state, enteredBy: tx.personId })
          .returning('id')
  ) as [{ id: string }]
  await noteConsent(tx, row.id, photoConsent, person.locale)
  await tx.record('visit.traveller_added', visit.id, { traveller: row.id, state })
  await notifyTraveller(tx, visit, row.id)
  return { id: row.id, state }
}

// Who asks for the last place at the same time waits here for the other's answer.
async function hasPlace(
  { db }: AuditedTransaction,
  { id: visitId }: Pick<Visit, 'id'>,
  parishId: string,
): Promise<boolean> {
  const given = await db('visitPlaces')
    .where({ visitId, parishId })
    .forNoKeyUpdate()
    .first<{ places: number } | undefined>()
  const [{ taken }] = (await db('visitParticipants')
    .where({ visitId, parishId, state: 'coming' })
    .count({ taken: '*' })) as [{ taken: number }]
  return taken < (given?.places ?? 0)
}

type Seen = Pick<Traveller, 'id' | 'version'>
type Choices = Pick<Traveller, 'boardsAt' | 'needs' | 'photoConsent'>

/** Rewrites where somebody boards and what they need; throws VersionConflict where it has moved on. */
export async function updateTraveller(
  tx: AuditedTransaction,
  visit: Pick<Visit, 'id'>,
  seen: Seen,
  { photoConsent, ...choices }: Choices,
  locale: Locale,
): Promise<void> {
  await updateIfUnchanged<Traveller>(tx, 'visitParticipants', seen, choices)
  await noteConsent(tx, seen.id, photoConsent, locale)
  await tx.record('visit.traveller_updated', visit.id, { traveller: seen.id })
}

const noteConsent = (tx: AuditedTransaction, travellerId: string, isGiven: boolean, locale: Locale) =>
  setConsent(tx, { travellerId }, 'photo', { isGiven, wording: 'photo_traveller', locale, by: 'staff' })

/** Takes somebody off the list; whoever has waited longest of the same parish comes instead. */
export async function cancelTraveller(
  tx: AuditedTransaction,
  visit: Visit,
  { id, parishId }: Traveller,
): Promise<void> {
  await tx
    .db('visitParticipants')
    .where({ id })
    .whereNot({ state: 'cancelled' })
    .update({ state: 'cancelled', version: tx.db.raw('version + 1') })
  await tx.record('visit.traveller_cancelled', visit.id, { traveller: id })
  await promoteFromWaitingList(tx, visit, parishId)
}

/** Lets those who wait come as far as their parish has places, the longest waiting first, and tells them. */
export async function promoteFromWaitingList(tx: AuditedTransaction, visit: Visit, parishId: string): Promise<void> {
  while (await hasPlace(tx, visit, parishId)) {
    const [next] = await tx
      .db('visitParticipants')
      .where({
        id: tx
          .db('visitParticipants')
          .where({ visitId: visit.id, parishId, state: 'waiting' })
          .orderBy(['enteredAt', 'id'])
          .limit(1)
          .select('id'),
      })
      .update({ state: 'coming', version: tx.db.raw('version + 1') })
      .returning('id')
    if (!next) return
    await tx.record('visit.traveller_promoted', visit.id, { traveller: next.id })
    await notifyTraveller(tx, visit, next.id)
  }
}

async function notifyTraveller(tx: AuditedTransaction, visit: Visit, id: string): Promise<void> {
  const row = await tx
    .db('visitParticipants')
    .join('participants', 'participants.id', 'participantId')
    .where({ 'visitParticipants.id': id })
    .first('visitParticipants.id', 'visitParticipants.version', 'state', 'email', 'locale', 'boardsAt')
  if (row.email !== null) await enqueueMail(tx, travellerMessage(visit, row))
}
