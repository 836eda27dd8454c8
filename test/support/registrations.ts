import type { Db } from '#db/db.ts'
import type { Multilingual } from '#lib/locale.ts'

const title: Multilingual = { source: 'en', en: 'Weaving day', lv: 'Aušanas diena', et: 'Kudumise päev' }

interface Made {
  slug?: string
  capacity?: number | null
  state?: string
  territory?: string
  on?: string
  closesOn?: string | null
}

/** A training day to which people can come, as it stands in the tables; its id. */
export async function trainingDay(db: Db, made: Made = {}): Promise<string> {
  const { slug = 'weaving', capacity = 2, state = 'registration_open', territory = 'ape', on = '2020-03-20' } = made
  const { id: organiserId } = await db('territories').where({ slug: territory }).first('id')
  const [{ id }] = await db('trainingDays')
    .insert({
      ...{ slug, title, capacity, state, organiserId, kind: 'theory', modality: 'hybrid', languages: ['lv'] },
      ...{ place: 'Village hall', onlineAt: 'https://meet.example.org/weaving', published: true },
      ...{ registrationClosesOn: made.closesOn ?? null, reason: null },
    })
    .returning('id')
  await db('trainingDates').insert({ dayId: id, onDay: on, starts: '10:00', ends: '16:00', halfDays: 2 })
  return id as string
}

/** What somebody types into the form. */
export const typed = (name: string, more: object = {}) => ({
  name,
  email: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`,
  consent: 'yes',
  ...more,
})

/** Those who registered for a day, as the queue has them. */
export const queueOf = (db: Db, dayId: string): Promise<{ name: string; state: string; position: number }[]> =>
  db('registrations')
    .join('participants', 'participants.id', 'participantId')
    .where({ dayId })
    .orderBy('position')
    .select('name', 'state', 'position')

/** The private link in the last letter to this address. */
export async function linkIn(db: Db, recipient: string): Promise<string> {
  const letter = await db('letters').where({ recipient }).orderByRaw('posted_at desc, ctid desc').first('parts')
  const parts = letter.parts as (string | { to?: string })[]
  return (
    parts.flatMap((part) => (typeof part === 'object' && part.to?.includes('/registration/') ? [part.to] : []))[0] ?? ''
  )
}
