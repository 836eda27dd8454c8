import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { decideRegistration, register } from '#modules/training/registrations/commands.ts'
import type { RegistrationInput } from '#modules/training/registrations/registration-input.ts'
import { expireOffers } from '#modules/training/registration-reminders/commands.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import { queues, type DemoQueue, type DemoRegistration } from './schema.ts'

const firstAt = Date.parse('2020-02-20T07:00:00Z')
const hour = 3_600_000

/** Tells who registered for the training days that are open, who waits, and to whom a place is offered. */
export async function seedRegistrations(db: Db, people: People): Promise<void> {
  const rows: { id: string; slug: string }[] = await db('parishes').select('id', 'slug')
  const parishes = new Map(rows.map(({ id, slug }) => [slug, id]))
  for (const queue of readStory('training/registrations.json', queues))
    await seedQueue(db, queue, parishes, await people(queue.organiser))
}

async function seedQueue(db: Db, told: DemoQueue, parishes: Map<string, string>, staff: { id: string }) {
  const day = await db('trainingDays')
    .whereRaw(`title ->> (title ->> 'source') = ?`, [told.day])
    .first<{ id: string } | undefined>('id')
  if (!day) throw new Error(`there is no training day ${told.day}`)
  const ids: string[] = []
  for (const [number, each] of told.people.entries()) {
    const source = each.phone === null ? 'self' : 'staff'
    const facts = inputOf(each, parishes.get(each.parish ?? '') ?? null)
    const at = new Date(firstAt + number * hour)
    const by = source === 'staff' ? staff : system
    const sent = { key: crypto.randomUUID(), content: '', source } as const
    ids.push((await transact(db, by, (tx) => register(tx, day.id, facts, sent, at))).id)
  }
  for (const { person, at } of told.cancelled) {
    const registration = { id: ids[person] ?? '', dayId: day.id }
    await transact(db, system, (tx) => decideRegistration(tx, registration, 'cancel', at))
  }
  const { settled } = told
  if (settled !== undefined) await transact(db, system, (tx) => expireOffers(tx, day.id, settled))
}

const inputOf = (each: DemoRegistration, parishId: string | null): RegistrationInput => ({
  name: each.name,
  email: each.phone === null ? `${addressOf(each.name)}@example.com` : null,
  phone: each.phone,
  parishId,
  locale: each.locale,
  guardian: each.guardian,
  photoConsent: each.photo,
  needs: each.needs,
})

const addressOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '.')
