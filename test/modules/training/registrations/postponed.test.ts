import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { transact, system } from '#platform/db/transact.ts'
import { trainingStates } from '#modules/training/days/training-day.ts'
import { cancelDay, postponeDay } from '#modules/training/days/transition-commands.ts'
import { registrationJobs } from '#modules/training/registration-reminders/jobs.ts'
import { day } from '#platform/values/day.ts'
import { dayInput } from '../../../support/day-input.ts'
import { linkIn, trainingDay, typed } from '../../../support/registrations.ts'
import { rowOf, rowsOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const form = '/en/training/weaving/registration'
const recipient = typed('Demo one').email
const because = (en: string) => ({ source: 'en' as const, en })

const tell = (db: Db) =>
  registrationJobs({ db, now: () => new Date('2020-03-02T10:00:00Z') })
    .find((job) => job.name === 'registrations.tell')
    ?.run()

const seen = (db: Db, id: string) =>
  rowOf(db('trainingDays').where({ id }), { id: z.string(), version: z.number(), state: z.enum(trainingStates) })

/** Puts a day off to another; the id of that one. */
async function postponed(db: Db, id: string, on: string): Promise<string> {
  const { organiserId } = await rowOf(db('trainingDays').where({ id }), { organiserId: z.string() })
  const title = because('Weaving day')
  const dates = [{ onDay: day(on), starts: '10:00', ends: '16:00', halfDays: 2 as const }]
  const input = dayInput({ title, organiserId, place: 'Village hall', dates, parishIds: [] })
  const now = await seen(db, id)
  return (await transact(db, system, (tx) => postponeDay(tx, now, because('Snow'), input))).id
}

const lettersOf = (db: Db) =>
  rowsOf(db('mailMessages').where({ recipient }).orderByRaw('posted_at, ctid'), {
    once: z.string(),
    parts: z.unknown(),
    calendar: z.string().nullable(),
  })

describe('a training day that is put off', () => {
  test('and then again, and then cancelled, tells who registered of each, and everybody on its page', async ({
    signedInAs,
    db,
  }) => {
    const first = await trainingDay(db)
    const guest = await signedInAs(null)
    await guest.post(form).type('form').send(typed('Demo one')).expect(303)
    const second = await postponed(db, first, '2020-04-03')
    await tell(db)
    expect(JSON.stringify((await lettersOf(db)).at(-1))).toContain('3 April 2020')
    const third = await postponed(db, second, '2020-04-17')
    expect((await guest.get('/en/training/weaving')).text).toContain('not announced yet')
    const now = await seen(db, third)
    await transact(db, system, (tx) => cancelDay(tx, now, because('No trainer')))
    for (let time = 0; time < 2; time++) await tell(db)

    const letters = await lettersOf(db)
    const kinds = letters.map(({ once }) => once.split(' ')[1])
    expect(kinds).toEqual(['registered', 'day_postponed', 'day_cancelled'])
    expect(JSON.stringify(letters[2]?.parts)).toContain('No trainer')
    const { text } = await guest.get('/en/training/weaving').expect(200)
    expect(text).not.toContain('not announced yet')
    expect(text).toContain('The new date was cancelled as well.')
    expect((await guest.get(await linkIn(db, recipient))).text).toContain('No trainer')
  })

  test('and cancelled before the letter went is told of once, and taken out of calendars', async ({
    signedInAs,
    db,
  }) => {
    const first = await trainingDay(db)
    const guest = await signedInAs(null)
    await guest.post(form).type('form').send(typed('Demo one')).expect(303)
    const second = await postponed(db, first, '2020-04-03')
    const now = await seen(db, second)
    await transact(db, system, (tx) => cancelDay(tx, now, because('No trainer')))
    await tell(db)
    const [, letter, ...more] = await lettersOf(db)
    expect(more).toEqual([])
    expect(letter?.once).toContain('day_cancelled')
    expect(JSON.stringify(letter?.parts)).not.toContain('3 April 2020')
    expect(letter?.calendar).toContain('METHOD:CANCEL')
  })
})
