import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import type { Visitor } from '../../support/portal.ts'
import { linkIn, trainingDay, typed } from '../../support/registrations.ts'
import { runPrivacyJob } from '../../support/privacy.ts'
import { idOf, rowOf, rowsOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

const began = Date.UTC(2020, 2, 2, 10)

/** What the database takes for now: so many days after the tests' clock. */
const wait = (db: Db, days: number) =>
  db.raw(`select set_config('act_local.behind', ?, true)`, [`${(Date.now() - began) / 1000 - days * 86_400}s`])

async function register(guest: Visitor, name: string): Promise<void> {
  const form = '/en/training/weaving/registration'
  const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
  const sent = { ...fields, ...typed(name), minor: 'yes', guardian: 'Demo guardian', phone: '+37120000001' }
  await guest.post(form).type('form').send(sent).expect(303)
}

const counts = async (db: Db) => {
  const events = await rowsOf(db('auditLog').where({ event: 'privacy.retained' }).orderBy('id'), {
    details: z.record(z.string(), z.number()),
  })
  return events.map(({ details }) => details)
}

describe('every night', () => {
  test('what is over goes, and what proves the use of money stays', async ({ signedInAs, db }) => {
    await wait(db, 0)
    await trainingDay(db)
    const guest = await signedInAs(null)
    for (const name of ['Demo weaver', 'Demo quitter']) await register(guest, name)
    const link = await linkIn(db, 'demo.quitter@example.org')
    await guest.post(`${link}/cancellation`).expect(303)
    await db('mailMessages').update({ state: 'kept' })
    await runPrivacyJob(db, 'privacy.retain')
    expect(
      await rowsOf(db('participants').orderBy('name').select('name', 'email'), { name: z.string(), email: z.string() }),
    ).toEqual([
      { name: 'Demo quitter', email: 'demo.quitter@example.org' },
      { name: 'Demo weaver', email: 'demo.weaver@example.org' },
    ])

    await wait(db, 400)
    await runPrivacyJob(db, 'privacy.retain')
    expect(await db('participants').select('name', 'email', 'phone')).toEqual([
      { name: 'Demo weaver', email: null, phone: null },
    ])
    expect(await db('registrations').select('state', 'guardian', 'phone', 'formContent')).toEqual([
      { state: 'registered', guardian: null, phone: null, formContent: null },
    ])
    expect(await db('mailMessages').whereNot({ parts: '[]' })).toEqual([])
    expect(await counts(db)).toEqual([
      {
        letter_texts: 3,
        registrations_in_vain: 1,
        registration_contacts: 1,
        participant_contacts: 2,
        participants_in_vain: 1,
      },
    ])
    await wait(db, 800)
    await runPrivacyJob(db, 'privacy.retain')
    expect(await db('mailMessages')).toEqual([])
    expect(await db('participants').select('name')).toEqual([{ name: 'Demo weaver' }])
  })

  test('accounts closed for 24 months lose their name, and the log of what was done stays', async ({
    signedInAs,
    db,
  }) => {
    const { id } = await rowOf(db('people').where({ email: 'ape@example.org' }), { id: z.string() })
    await (await signedInAs('admin')).post(`/en/work/admin/people/${id}/close`).expect(303)
    const person = () => rowOf(db('people').where({ id }), { name: z.string(), email: z.string() })
    const log = () => db('auditLog').where({ subjectId: id })
    const before = await log()
    await wait(db, 700)
    await runPrivacyJob(db, 'privacy.retain')
    expect((await person()).email).toBe('ape@example.org')
    await wait(db, 740)
    await db('participants').insert({ name: 'Demo sister', email: 'ape@example.org', locale: 'lv' })
    const letter = { once: 'registration', recipient: 'ape@example.org', locale: 'lv', subject: 'Vēstule' }
    await db('mailMessages').insert({ ...letter, parts: '["Teksts"]', state: 'kept' })
    await runPrivacyJob(db, 'privacy.retain')
    expect(await person()).toEqual({ name: 'bijušais kopienas loceklis', email: `closed-${id}@invalid` })
    expect((await log()).length).toBe(before.length)
    // Somebody else who uses the mailbox keeps their letters.
    expect(await db('mailMessages').where({ recipient: 'ape@example.org' }).pluck('once')).toEqual(['registration'])
  })

  test('what was written to have a second factor removed goes after 30 days', async ({ db }) => {
    await wait(db, 0)
    const [personId, askedBy] = [
      await idOf(db('people').where({ email: 'ape@example.org' })),
      await idOf(db('people').where({ email: 'admin@example.org' })),
    ]
    await db('factorRemovals').insert({ personId, askedBy, reason: 'Lost in the lake.' })
    await wait(db, 29)
    await runPrivacyJob(db, 'privacy.retain')
    expect(await db('factorRemovals')).toHaveLength(1)
    await wait(db, 31)
    await runPrivacyJob(db, 'privacy.retain')
    expect(await db('factorRemovals')).toEqual([])
  })

  test('names kept as evidence go once documents need not be shown, and not while nobody has said when', async ({
    db,
  }) => {
    const { id } = await rowOf(db('people').where({ email: 'ape@example.org' }), { id: z.string() })
    await db('keptNames').insert({ personId: id, name: 'Demo name' })
    await wait(db, 5000)
    await runPrivacyJob(db, 'privacy.retain')
    await runPrivacyJob(db, 'privacy.retain', { env: { RETENTION_UNTIL: '2020-03-02' } })
    expect(await db('keptNames')).toHaveLength(1)
    await runPrivacyJob(db, 'privacy.retain', { env: { RETENTION_UNTIL: '2020-03-01' } })
    expect(await db('keptNames')).toHaveLength(0)
  })

  test('goes in runs of 500 rows, each of which stands by itself where the next one is cut off', async ({ db }) => {
    await wait(db, 0)
    await db.raw(`insert into mail_messages (once, recipient, locale, subject, parts, state)
      select 'letter ' || number, 'somebody@act.example', 'lv', 'Vēstule', '["Teksts"]', 'kept' from generate_series(1, 1200) as number`)
    await wait(db, 100)
    await runPrivacyJob(db, 'privacy.retain')
    expect(await counts(db)).toEqual([{ letter_texts: 500 }, { letter_texts: 500 }, { letter_texts: 200 }])
    await runPrivacyJob(db, 'privacy.retain')
    expect(await counts(db)).toHaveLength(3)
  })
})
