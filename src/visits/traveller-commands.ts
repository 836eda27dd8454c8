import { amend, type Act } from '#db/act.ts'
import { post } from '#mail/commands.ts'
import { findOrEnterParticipant } from '#training/participant-commands.ts'
import { travellerLetter } from './mail.ts'
import type { TravellerInput } from './traveller-form.ts'
import type { Standing, Traveller, Visit } from './visit.ts'

/** Puts somebody on the list of their parish: they come while there is a place, and wait after that. They are told by letter. */
export async function enter(
  act: Act,
  visit: Visit,
  { person, ...choices }: TravellerInput,
): Promise<{ id: string; state: Standing }> {
  const { parishId } = choices
  const participant = await findOrEnterParticipant(act, person)
  const state = (await hasPlace(act, visit, parishId)) ? 'coming' : 'waiting'
  const again = await act
    .trx('visitParticipants')
    .where({ visitId: visit.id, participantId: participant.id, state: 'cancelled' })
    .update({
      ...choices,
      state,
      version: act.trx.raw('version + 1'),
      enteredBy: act.personId,
      enteredAt: act.trx.raw('clock_timestamp()'),
    })
    .returning('id')
  const [row] = (
    again.length > 0
      ? again
      : await act
          .trx('visitParticipants')
          .insert({ ...choices, visitId: visit.id, participantId: participant.id, state, enteredBy: act.personId })
          .returning('id')
  ) as [{ id: string }]
  await act.record('visit.traveller_entered', visit.id, { traveller: row.id, state })
  await tell(act, visit, row.id)
  return { id: row.id, state }
}

// Who asks for the last place at the same time waits here for the other's answer.
async function hasPlace({ trx }: Act, { id: visitId }: Pick<Visit, 'id'>, parishId: string): Promise<boolean> {
  const given = await trx('visitPlaces')
    .where({ visitId, parishId })
    .forNoKeyUpdate()
    .first<{ places: number } | undefined>()
  const [{ taken }] = (await trx('visitParticipants')
    .where({ visitId, parishId, state: 'coming' })
    .count({ taken: '*' })) as [{ taken: number }]
  return taken < (given?.places ?? 0)
}

type Seen = Pick<Traveller, 'id' | 'version'>
type Choices = Pick<Traveller, 'boardsAt' | 'needs' | 'photoConsent'>

/** Rewrites where somebody boards and what they need; throws Stale where it has moved on. */
export async function reviseTraveller(act: Act, visit: Pick<Visit, 'id'>, seen: Seen, choices: Choices): Promise<void> {
  await amend<Traveller>(act, 'visitParticipants', seen, choices)
  await act.record('visit.traveller_revised', visit.id, { traveller: seen.id })
}

/** Takes somebody off the list; whoever has waited longest of the same parish comes instead. */
export async function cancelTraveller(act: Act, visit: Visit, { id, parishId }: Traveller): Promise<void> {
  await act
    .trx('visitParticipants')
    .where({ id })
    .whereNot({ state: 'cancelled' })
    .update({ state: 'cancelled', version: act.trx.raw('version + 1') })
  await act.record('visit.traveller_cancelled', visit.id, { traveller: id })
  await comeFromWaiting(act, visit, parishId)
}

/** Lets those who wait come as far as their parish has places, the longest waiting first, and tells them. */
export async function comeFromWaiting(act: Act, visit: Visit, parishId: string): Promise<void> {
  while (await hasPlace(act, visit, parishId)) {
    const [next] = await act
      .trx('visitParticipants')
      .where({
        id: act
          .trx('visitParticipants')
          .where({ visitId: visit.id, parishId, state: 'waiting' })
          .orderBy(['enteredAt', 'id'])
          .limit(1)
          .select('id'),
      })
      .update({ state: 'coming', version: act.trx.raw('version + 1') })
      .returning('id')
    if (!next) return
    await act.record('visit.traveller_comes', visit.id, { traveller: next.id })
    await tell(act, visit, next.id)
  }
}

async function tell(act: Act, visit: Visit, id: string): Promise<void> {
  const row = await act
    .trx('visitParticipants')
    .join('participants', 'participants.id', 'participantId')
    .where({ 'visitParticipants.id': id })
    .first('visitParticipants.id', 'visitParticipants.version', 'state', 'email', 'locale', 'boardsAt')
  if (row.email !== null) await post(act, travellerLetter(visit, row))
}
