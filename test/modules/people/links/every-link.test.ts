import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { markHandedOver, recordOutcome } from '#platform/mail/commands.ts'
import type { QueuedMessage } from '#platform/mail/message.ts'
import { goodFor, type LinkPurpose } from '#modules/people/accounts/link.ts'
import { newestLink } from '../../../support/account-letters.ts'
import { appOn, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

interface Asked {
  guest: Visitor
  admin: Visitor
  mine: Visitor
}

const [member, newcomer, next] = ['varska@example.org', 'new@act.example', 'next@act.example']
const password = 'zirgs-baterija-skava'

/** How a letter with a link of each kind is asked for, to whom it goes, and what its button sends. */
const ways: Record<
  LinkPurpose,
  { to: string; letter: string; ask: (asked: Asked, db: Db) => Promise<unknown>; sent: object }
> = {
  invitation: {
    to: newcomer,
    letter: 'invitation',
    ask: ({ admin }) =>
      admin
        .post('/en/work/admin/people/new')
        .type('form')
        .send({ name: 'Jauna', email: newcomer, locale: 'lv', note: '' }),
    sent: { password, locale: 'lv' },
  },
  new_password: {
    to: member,
    letter: 'new password',
    ask: ({ guest }) => guest.post('/en/forgotten').set('Host', 'evil.example').type('form').send({ email: member }),
    sent: { password },
  },
  sign_in: {
    to: member,
    letter: 'sign in link',
    ask: ({ guest }) => guest.post('/en/sign-in/link').set('Host', 'evil.example').type('form').send({ email: member }),
    sent: { answer: 'yes' },
  },
  email_change: {
    to: next,
    letter: 'email change',
    ask: ({ mine }) =>
      mine.post('/en/work/account/email').set('Host', 'evil.example').type('form').send({ email: next }),
    sent: {},
  },
  email_undo: {
    to: member,
    letter: 'email changed',
    ask: async ({ mine, guest }, db) => {
      await mine.post('/en/work/account/email').type('form').send({ email: next })
      await guest.post(String(await newestLink(db, next)))
    },
    sent: {},
  },
}

const each = test.for(Object.keys(ways) as LinkPurpose[])

async function asked(db: Db, purpose: LinkPurpose) {
  const app = await appOn(db)
  const people = {
    guest: visitorWith(app, null),
    admin: visitorWith(app, await sessionOf(db, 'admin@example.org')),
    mine: visitorWith(app, await sessionOf(db, member)),
  }
  const { to, letter, ask, sent } = ways[purpose]
  await ask(people, db)
  const newest = async () => String(await newestLink(db, to, letter))
  const link = await newest()
  const press = () => visitorWith(app, null).post(link).type('form').send(sent)
  return { ...people, to, link, newest, press, ask: () => ask(people, db) }
}

describe('a link of a letter', () => {
  each('is good once, however often its page is read: %s', async (purpose, { db }) => {
    const { guest, link, press } = await asked(db, purpose)
    expect(link).toMatch(/^\/(lv|et)\/[a-z/-]+\/[0-9a-f]{64}$/)
    for (let time = 0; time < 3; time += 1)
      expect((await guest.get(link).expect(200)).headers).toMatchObject({
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      })
    await press().expect(303)
    await guest.get(link).expect(410)
  })

  each('is over when its time is: %s', async (purpose, { db }) => {
    const { guest, link, press } = await asked(db, purpose)
    const ages = db.raw('expires_at - make_interval(mins => ?)', [goodFor[purpose]])
    await db('accountLinks').update({ expiresAt: ages })
    await guest.get(link).expect(410)
    await press().expect(410)
  })

  each('is kept as a hash, and in a letter until that is sent: %s', async (purpose, { db }) => {
    const { link, to } = await asked(db, purpose)
    const token = link.split('/').at(-1) ?? ''
    for (const table of ['accountLinks', 'auditLog', 'sessions'])
      expect(JSON.stringify(await db(table)), table).not.toContain(token)
    for (const letter of (await db('mailMessages').where({ recipient: to })) as QueuedMessage[]) {
      await markHandedOver(db as never, letter, new Date())
      await recordOutcome(db, letter, { state: 'sent' }, new Date())
    }
    expect(JSON.stringify(await db('mailMessages').where({ recipient: to }))).not.toMatch(/[\w-]{40,}/)
  })

  test('ends the one before it, and with the account', async ({ db }) => {
    for (const purpose of ['new_password', 'sign_in', 'email_change'] as const) {
      const { guest, link, newest, ask } = await asked(db, purpose)
      await ask()
      await guest.get(link).expect(410)
      const newer = await newest()
      await db('people').where({ email: member }).update({ deactivatedAt: new Date() })
      await guest.get(newer).expect(410)
      await db('people').where({ email: member }).update({ deactivatedAt: null })
    }
  })
})
