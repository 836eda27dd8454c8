import type { ParsedMail } from 'mailparser'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { transact, system } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { mailServer, type MailServerBehaviour } from '../../support/mail-server.ts'
import { test as base } from '../../support/test.ts'
import { messageAboutPlace, deliveryLoopTo, write } from './delivery.ts'
import { rowOf } from '../../support/rows.ts'

const test = base.extend<{ serverThat: (manners?: MailServerBehaviour) => ReturnType<typeof mailServer> }>({
  serverThat: async ({ committedDb }, use) => {
    const servers: Awaited<ReturnType<typeof mailServer>>[] = []
    await committedDb('mailMessages').delete()
    await use(async (manners) => {
      const server = await mailServer(manners)
      servers.push(server)
      return server
    })
    for (const server of servers) await server.close()
  },
})

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:act',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

const kindsOf = (message: ParsedMail | undefined) =>
  message?.attachments.map(({ contentType, contentDisposition, cid }) => [contentType, contentDisposition, cid])

describe('a message', () => {
  test('comes in the language of its reader, with the emblems and whole links', async ({ committedDb, serverThat }) => {
    const server = await serverThat()
    await write(
      committedDb,
      messageAboutPlace('anna@example.org'),
      messageAboutPlace('mari@example.org', { locale: 'et' }),
    )
    await deliveryLoopTo(server.url, committedDb).run()

    const [latvian, estonian] = await server.parsed()
    expect(latvian?.subject).toBe('Jūs esat reģistrēts mācību dienai')
    expect(latvian?.from).toMatchObject({ value: [{ address: 'portals@example.org' }] })
    expect(latvian?.replyTo).toMatchObject({ value: [{ address: 'info@example.org' }] })
    expect(latvian?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(kindsOf(latvian)).toContainEqual(['image/png', 'inline', 'flag@actlocal'])
    for (const said of [latvian?.text, latvian?.html]) {
      expect(said).toContain('https://actlocal.example.eu/lv/training/registration/abc')
      expect(said).toContain('Eiropas Reģionālās attīstības fonds')
      expect(said).toContain('Centrālās Baltijas jūras reģiona programma')
      expect(said).toContain('Gaujiena')
    }
    expect(estonian?.html).toContain('Euroopa Regionaalarengu Fond')
    expect(estonian?.html).toContain('<html lang="et">')
  })

  test('brings a calendar file, and what people wrote as they wrote it', async ({ committedDb, serverThat }) => {
    const server = await serverThat()
    await write(committedDb, messageAboutPlace('anna@example.org', { calendar }))
    await deliveryLoopTo(server.url, committedDb).run()
    const [message] = await server.parsed()
    expect(message?.html).not.toContain('<script>')
    expect(message?.html).not.toContain('class=')
    expect(message?.text).toContain('<script>alert(1)</script> & "šķēres"')
    expect(kindsOf(message)).toContainEqual(['application/ics', 'attachment', undefined])
    expect(server.taken[0]).toMatch(/content-type: text\/calendar;.*method=REQUEST/i)
  })

  test('goes once, however often it is posted and however many bring messages', async ({ committedDb, serverThat }) => {
    const server = await serverThat()
    const readers = Array.from({ length: 30 }, (_, at) => `reader${at}@example.org`)
    for (let times = 0; times < 2; times++)
      await write(committedDb, ...readers.map((reader) => messageAboutPlace(reader)))
    await Promise.all([1, 2, 3].map(() => deliveryLoopTo(server.url, committedDb).run()))
    const ids = (await server.parsed()).map(({ messageId }) => messageId)
    expect(ids).toHaveLength(30)
    expect(new Set(ids).size).toBe(30)
    expect(await committedDb('mailMessages').where({ state: 'sent' }).select('id')).toHaveLength(30)
  })

  test('is not sent when its transaction is rolled back', async ({ committedDb, serverThat }) => {
    const server = await serverThat()
    const undone = transact(committedDb, system, async (tx) => {
      await enqueueMail(tx, messageAboutPlace('anna@example.org'))
      throw new Error('changed their mind')
    })
    await expect(undone).rejects.toThrow('changed their mind')
    await deliveryLoopTo(server.url, committedDb).run()
    expect(server.taken).toEqual([])
  })

  test('is kept where the portal has no mail server', async ({ committedDb, serverThat }) => {
    await serverThat()
    await write(committedDb, messageAboutPlace('anna@example.org'))
    await deliveryLoopTo(null, committedDb).run()
    expect(await committedDb('mailMessages').first('state', 'sentAt')).toEqual({ state: 'kept', sentAt: null })
  })
})

describe('a mail server', () => {
  test('that refuses for now is asked again, later each time, and others are not held up', async ({
    committedDb,
    serverThat,
  }) => {
    let busy = true
    const server = await serverThat({
      toRecipient: (to) => (busy && to.startsWith('anna') ? { code: 451, words: 'try later' } : null),
    })
    let clock = new Date('2026-01-01T10:00:00Z')
    const loop = deliveryLoopTo(server.url, committedDb, () => clock)
    await write(committedDb, messageAboutPlace('anna@example.org'), messageAboutPlace('mari@example.org'))
    await loop.run()
    expect((await server.parsed()).map(({ to }) => to && 'text' in to && to.text)).toEqual(['mari@example.org'])
    const anna = () => committedDb('mailMessages').where({ recipient: 'anna@example.org' }).first()
    expect(await anna()).toMatchObject({ state: 'waiting', tries: 1, nextTry: new Date('2026-01-01T10:01:00Z') })
    expect((await rowOf(anna(), { failure: z.string() })).failure).toContain('try later')

    await loop.run()
    expect(await anna()).toMatchObject({ tries: 1 })
    busy = false
    clock = new Date('2026-01-01T10:01:00Z')
    await loop.run()
    expect(await anna()).toMatchObject({ state: 'sent', tries: 2, failure: null, sentAt: clock })
    // What went out is not kept: private links stand in it.
    expect(await anna()).toMatchObject({ parts: [], calendar: null })
    expect(server.taken).toHaveLength(2)
  })

  test('that always refuses for now is given up in the end', async ({ committedDb, serverThat }) => {
    const server = await serverThat({ toLetter: () => ({ code: 452, words: 'no room' }) })
    let clock = new Date('2026-01-01T10:00:00Z')
    const loop = deliveryLoopTo(server.url, committedDb, () => clock)
    await write(committedDb, messageAboutPlace('anna@example.org'))
    for (let tries = 0; tries < 12; tries++) {
      await loop.run()
      clock = new Date(clock.valueOf() + 2 * 86_400_000)
    }
    expect(await committedDb('mailMessages').first()).toMatchObject({ state: 'failed', tries: 8, nextTry: null })
  })

  test('that refuses for good is not asked again, and no private link is kept', async ({ committedDb, serverThat }) => {
    const server = await serverThat({ toRecipient: () => ({ code: 550, words: 'no such mailbox' }) })
    const link = { link: 'Mainīt', to: `/lv/training/day/registration/${'a1'.repeat(20)}` }
    await write(committedDb, messageAboutPlace('anna@example.org', { parts: ['Gaidām.', link] }))
    await deliveryLoopTo(server.url, committedDb).run()
    const message = await committedDb('mailMessages').first()
    const parts = ['Gaidām.', { link: 'Mainīt', to: '/lv/training/day/registration/' }]
    expect(message).toMatchObject({ state: 'failed', tries: 1, parts })
    expect((await rowOf(committedDb('mailMessages'), { failure: z.string() })).failure).toContain('no such mailbox')
  })

  test('that is away costs one message a try, and gets all of them when it is back', async ({
    committedDb,
    serverThat,
  }) => {
    const gone = await serverThat()
    await gone.close()
    let clock = new Date('2026-01-01T10:00:00Z')
    await write(committedDb, messageAboutPlace('anna@example.org'), messageAboutPlace('mari@example.org'))
    await deliveryLoopTo(gone.url, committedDb, () => clock).run()
    expect(await committedDb('mailMessages').orderBy('tries').pluck('tries')).toEqual([0, 1])
    const back = await serverThat({ port: Number(new URL(gone.url).port) })
    clock = new Date('2026-01-01T10:01:00Z')
    await deliveryLoopTo(back.url, committedDb, () => clock).run()
    expect(back.taken).toHaveLength(2)
  })
})
