import { z } from 'zod'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { planDay } from '#modules/training/days/commands.ts'
import { openRegistration, publishDay } from '#modules/training/days/transition-commands.ts'
import { dayInput } from './day-input.ts'
import { idOf, rowOf } from './rows.ts'

const title: Multilingual = { source: 'en', en: 'Weaving day', lv: 'Aušanas diena', et: 'Kudumise päev' }

interface Made {
  slug?: string
  capacity?: number | null
  state?: 'planned' | 'published' | 'registration_open'
  territory?: string
  parish?: string
  on?: string
  closesOn?: string | null
}

/** A training day to which people can come; its id. */
export async function trainingDay(db: Db, made: Made = {}): Promise<string> {
  const { slug = 'weaving', capacity = 2, state = 'registration_open', territory = 'ape', on = '2020-03-20' } = made
  const organiserId = await idOf(db('territories').where({ slug: territory }))
  const parishIds = made.parish === undefined ? [] : [await idOf(db('parishes').where({ slug: made.parish }))]
  return transact(db, system, async (tx) => {
    const input = dayInput({
      ...{ title, organiserId, modality: 'hybrid', place: 'Village hall', capacity },
      onlineAt: 'https://meet.example.org/weaving',
      registrationClosesOn: made.closesOn == null ? null : day(made.closesOn),
      dates: [{ onDay: day(on), starts: '10:00', ends: '16:00', halfDays: 2 }],
      parishIds,
    })
    const { id } = await planDay(tx, input)
    await tx.db('trainingDays').where({ id }).update({ slug })
    if (state !== 'planned') await publishDay(tx, { id, version: 1, state: 'planned' })
    if (state === 'registration_open') await openRegistration(tx, { id, version: 2, state: 'published' })
    return id
  })
}

/** What somebody types into the form. */
export const typed = (name: string, more: object = {}) => ({
  name,
  email: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`,
  ...{ phone: '', guardian: '', parish: '', needs: '', consent: 'yes' },
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
  const letters = db('mailMessages').where({ recipient }).orderByRaw('posted_at desc, ctid desc')
  const { parts } = await rowOf(letters, {
    parts: z.array(z.union([z.string(), z.looseObject({ to: z.string().optional() })])),
  })
  return (
    parts.flatMap((part) => (typeof part === 'object' && part.to?.includes('/registration/') ? [part.to] : []))[0] ?? ''
  )
}
