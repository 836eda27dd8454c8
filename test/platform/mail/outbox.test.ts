import { describe, expect } from 'vitest'
import { createMetrics } from '#platform/monitoring/request-log.ts'
import { measureMessages } from '#platform/mail/metrics.ts'
import { recordOutcome } from '#platform/mail/commands.ts'
import type { DeliveryOutcome, QueuedMessage } from '#platform/mail/message.ts'
import { newestLink } from '../../support/account-letters.ts'
import { queriesOf } from '../../support/queries.ts'
import { test } from '../../support/test.ts'
import { messageAboutPlace } from './delivery.ts'
import type { Db } from '#platform/db/connection.ts'

const outbox = '/en/work/admin/letters'

/** Messages in the outbox, each in the state it is told to have. */
async function lay(db: Db, ...messages: { to: string; state: string; failure?: string }[]): Promise<string[]> {
  const rows = messages.map(({ to, state, failure = null }) => {
    const { once, locale, subject, parts } = messageAboutPlace(to)
    const handedAt = state === 'unsure' ? new Date() : null
    const sentAt = state === 'sent' ? new Date() : null
    return {
      once,
      recipient: to,
      locale,
      subject,
      parts: state === 'sent' ? '[]' : JSON.stringify(parts),
      state,
      failure,
      handedAt,
      sentAt,
      tries: 1,
    }
  })
  const made: { id: string }[] = await db('mailMessages').insert(rows).returning('id')
  return made.map(({ id }) => id)
}

const due = async (db: Db) => (await db('mailMessages').whereLike('once', 'new password %').first()) as QueuedMessage

describe('the administrator', () => {
  test('sees what failed and why, reads the message, and sends it again', async ({ db, signedInAs }) => {
    const admin = await signedInAs('admin')
    await lay(db, { to: 'mari@example.org', state: 'sent' })
    const [id = ''] = await lay(db, { to: 'anna@example.org', state: 'failed', failure: '550 no such mailbox' })
    const list = await admin.get(outbox).expect(200)
    expect(list.text).toContain('1 message needs your attention')
    expect(list.text).toContain('550 no such mailbox')
    const failed = await admin.get(`${outbox}?state=failed`).expect(200)
    expect(failed.text).toContain('anna@example.org')
    expect(failed.text).not.toContain('mari@example.org')

    const message = await admin.get(`${outbox}/${id}`).expect(200)
    expect(message.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;šķēres&quot;')
    // The way that stands in it is its reader's, and opens nobody's page for anybody else.
    expect(message.text).not.toContain('/registration/abc')
    const again = await admin.post(`${outbox}/${id}/again`).expect(303)
    expect(again.headers['location']).toBe(`${outbox}/${id}`)
    expect(await db('mailMessages').where({ id }).first()).toMatchObject({ state: 'waiting', tries: 0, failure: null })
    expect(await db('auditLog').where({ event: 'message.retried' }).first('subjectId')).toEqual({ subjectId: id })
    await admin.post(`${outbox}/${id}/again`).expect(403)
  })

  test('sends a letter to a page with a long address again as it is', async ({ db, signedInAs }) => {
    const [id] = await lay(db, { to: 'a@example.org', state: 'waiting' })
    const to = 'https://portal.example/lv/visits/how-the-villagers-of-the-coast-of-vorumaa-run-shops-together'
    await db('mailMessages')
      .where({ id })
      .update({ parts: JSON.stringify(['Text', { link: 'Visit', to }]) })
    await db('mailMessages').where({ id }).update({ state: 'failed', failure: '550' })
    await (await signedInAs('admin')).post(`${outbox}/${id}/again`).expect(303)
    expect(JSON.stringify(await db('mailMessages').where({ id }).first('parts'))).toContain(to)
  })

  test('sends a private link again as a new one, and says where there is nothing left to open', async ({
    db,
    signedInAs,
  }) => {
    const [admin, guest] = [await signedInAs('admin'), await signedInAs(null)]
    const link = async () => String(await newestLink(db, 'ape@example.org', 'new password'))
    await guest.post('/en/forgotten').type('form').send({ email: 'ape@example.org' }).expect(303)
    const first = await link()
    const failed = { state: 'failed', failure: '550 full' }
    await expect(db.transaction((trx) => trx('mailMessages').update(failed))).rejects.toThrow(/without_tokens/)
    await recordOutcome(db, await due(db), failed as DeliveryOutcome, new Date())
    expect(await link()).not.toMatch(/[0-9a-f]{40}/)
    await db('accountLinks').update({ expiresAt: db.raw('portal_now()') })
    await guest.get(first).expect(410)
    const page = `${outbox}/${(await due(db)).id}`
    await admin.post(`${page}/again`).expect(303)
    const second = await link()
    await guest.get(second).expect(200)
    await guest.get(first).expect(410)
    await guest.post(second).type('form').send({ password: 'zirgs-baterija-skava' }).expect(303)
    await recordOutcome(db, await due(db), failed as DeliveryOutcome, new Date())
    expect((await admin.post(`${page}/again`).expect(409)).text).toContain('no longer leads anywhere')
  })

  test('is warned that an uncertain message may arrive twice', async ({ db, signedInAs }) => {
    const [id = ''] = await lay(db, { to: 'anna@example.org', state: 'unsure' })
    const page = await (await signedInAs('admin')).get(`${outbox}/${id}`).expect(200)
    expect(page.text).toContain('Send it again, though it may arrive twice')
  })

  test('turns the pages of many messages, in few queries', async ({ db, signedInAs }) => {
    await lay(db, ...Array.from({ length: 120 }, (_, at) => ({ to: `reader${at}@example.org`, state: 'kept' })))
    const admin = await signedInAs('admin')
    expect(await queriesOf(db, () => admin.get(outbox).expect(200))).toBeLessThanOrEqual(5)
    const seen = new Set<string>()
    let address: string | undefined = `${outbox}?state=kept`
    for (let pages = 0; address; pages++) {
      expect(pages).toBeLessThan(4)
      const { text }: { text: string } = await admin.get(address).expect(200)
      for (const [, reader = ''] of text.matchAll(/(reader\d+)@/g)) seen.add(reader)
      address = /<a class="ds-button"[^>]*href="([^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.size).toBe(120)
  })
})

test('whoever watches the portal can see how many messages failed', async ({ db }) => {
  await lay(db, { to: 'anna@example.org', state: 'failed' }, { to: 'mari@example.org', state: 'kept' })
  const metrics = createMetrics()
  measureMessages(metrics.registry, db)
  const answer = await metrics.registry.metrics()
  expect(answer).toContain('mail_messages{state="failed"} 1')
  expect(answer).toContain('mail_messages{state="kept"} 1')
  expect(answer).toContain('mail_messages{state="sent"} 0')
})
