import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { registrationJobs } from '#modules/training/registration-reminders/jobs.ts'
import type { Visitor } from '../../../support/portal.ts'
import { linkIn, trainingDay, typed } from '../../../support/registrations.ts'
import { rowOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const form = '/et/training/weaving/registration'
const mail = (name: string) => typed(name).email

async function registered(guest: Visitor, ...names: string[]) {
  for (const name of names) await guest.post(form).type('form').send(typed(name)).expect(303)
}

const tell = (db: Db) =>
  registrationJobs({ db, now: () => new Date('2020-03-02T10:00:00Z') })
    .find((job) => job.name === 'registrations.tell')
    ?.run()

/** What the letters to somebody did to their calendar, in order: the method, and of each event its identity and number. */
async function turnsOf(db: Db, name: string) {
  const letters: { calendar: string | null }[] = await db('mailMessages')
    .where({ recipient: mail(name) })
    .orderByRaw('posted_at, ctid')
    .select('calendar')
  return letters.flatMap(({ calendar }) =>
    calendar === null
      ? []
      : [
          {
            method: /METHOD:(\w+)/.exec(calendar)?.[1],
            events: [...calendar.matchAll(/UID:(\S+)/g)].map(([, uid]) => uid),
            sequence: Number(/SEQUENCE:(\d+)/.exec(calendar)?.[1]),
            text: calendar,
          },
        ],
  )
}

describe('the calendar of somebody who registers', () => {
  test('holds nothing and knows no link while they wait, whatever becomes of the day', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const guest = await signedInAs(null)
    await registered(guest, 'Demo one', 'Demo two')
    await db('trainingDates').where({ dayId }).update({ starts: '11:00' })
    await tell(db)
    await db('trainingDays').where({ id: dayId }).update({ onlineAt: 'https://meet.example.org/secret' })
    await tell(db)
    expect(await turnsOf(db, 'Demo two')).toEqual([])
    const waiting = await linkIn(db, mail('Demo two'))
    await guest.get(`${waiting}/calendar.ics`).expect(404)
    await guest.post(`${waiting}/cancellation`).expect(303)
    await guest.get(`${waiting}/calendar.ics`).expect(404)
    expect(await turnsOf(db, 'Demo two')).toEqual([])

    const place = await linkIn(db, mail('Demo one'))
    const { text } = await guest.get(`${place}/calendar.ics`).expect(200)
    expect(text).toContain('https://meet.example.org/secret')
    await guest.post(`${place}/cancellation`).expect(303)
    await guest.get(`${place}/calendar.ics`).expect(404)
  })

  test('loses what it was given when they cancel, and gets it again when they come again', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    await registered(guest, 'Demo one')
    await guest.post(`${await linkIn(db, mail('Demo one'))}/cancellation`).expect(303)
    await registered(guest, 'Demo one')
    const turns = await turnsOf(db, 'Demo one')
    expect(turns.map(({ method }) => method)).toEqual(['PUBLISH', 'CANCEL', 'PUBLISH'])
    expect(new Set(turns.flatMap(({ events }) => events)).size).toBe(1)
    const numbers = turns.map(({ sequence }) => sequence)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(turns[1]?.text).toContain('STATUS:CANCELLED')
    expect(turns[1]?.text).not.toContain('meet.example.org')
  })

  test('loses a date that is taken off the day, and keeps the others', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    await db('trainingDates').insert({ dayId, onDay: '2020-03-21', starts: '10:00', ends: '12:00', halfDays: 1 })
    const guest = await signedInAs(null)
    await registered(guest, 'Demo one')
    await db('trainingDates').where({ dayId, onDay: '2020-03-21' }).delete()
    await db('trainingDays').where({ id: dayId }).increment('version')
    await tell(db)
    await tell(db)
    const [given, ...after] = await turnsOf(db, 'Demo one')
    expect(given?.events).toHaveLength(2)
    expect(after.map(({ method, events }) => [method, events.length]).toSorted()).toEqual([
      ['CANCEL', 1],
      ['PUBLISH', 1],
    ])
    const [off, on] = [after.find(({ method }) => method === 'CANCEL'), after.find(({ method }) => method !== 'CANCEL')]
    expect(given?.events).toEqual(expect.arrayContaining([off?.events[0], on?.events[0]]))
    expect(off?.sequence).toBeGreaterThan(given?.sequence ?? 0)
    expect(off?.text).toContain('DTSTART:20200321T080000Z')
    const removed = await rowOf(db('mailMessages').whereLike('once', 'registration dates_removed %'), {
      parts: z.unknown(),
    })
    expect(JSON.stringify(removed.parts)).toContain('21. märts 2020')
  })

  test('loses everything when the day is called off', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    await registered(guest, 'Demo one')
    await db('trainingDays')
      .where({ id: dayId })
      .update({ state: 'cancelled', version: 9, reason: { source: 'et', et: 'Torm' } })
    await tell(db)
    const turns = await turnsOf(db, 'Demo one')
    expect(turns.map(({ method }) => method)).toEqual(['PUBLISH', 'CANCEL'])
    expect(turns[1]?.events).toEqual(turns[0]?.events)
    expect(turns[1]?.sequence).toBeGreaterThan(turns[0]?.sequence ?? 0)
  })
})
