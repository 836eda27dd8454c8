import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, inject, test as base } from 'vitest'
import { connect } from '#platform/db/connection.ts'
import { seal } from '#platform/values/sealed.ts'
import { inDatabase } from './support/in-database.ts'
import { runCli, database, freePort } from './support/process.ts'
import { proxyTo } from './support/proxy.ts'
import { cloneOf } from './support/clone.ts'

// Each test starts programs, which takes its time on a busy machine.
const test = base
  .extend('empty', async ({}, { onCleanup }) => {
    const { ownerUrl, appUrl } = inject('server')
    const name = `test_${randomBytes(6).toString('hex')}`
    const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
    await server.raw('create database ??', [name])
    onCleanup(async () => {
      await server.raw('drop database ??', [name])
      await server.destroy()
    })
    return inDatabase(appUrl, name)
  })
  .extend('peopled', async ({}, { onCleanup }) => {
    const { url, drop } = await cloneOf('cast')
    onCleanup(drop)
    return url
  })

/** What one row of a database says. */
async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const db = connect(url, 1)
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(sql)
  await db.destroy()
  return rows[0]
}

const oneSentence = (text: string) => {
  expect(text).not.toMatch(/\n\s+at |Error:/)
  expect(text.trim().split('\n')).toHaveLength(1)
}

describe('act-local', () => {
  test('lists its commands', async () => {
    const { code, out } = await runCli(['--help'], {})
    expect(code).toBe(0)
    for (const command of [
      'migrate',
      'seed',
      'schema',
      'create-admin',
      'reset-factor',
      'reseal-factors',
      'tidy',
      'check',
    ])
      expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
  })

  test('refuses a command and a flag that it does not have, in one sentence', async () => {
    for (const args of [['destroy'], ['seed', '--twice']]) {
      const { code, err } = await runCli(args, {})
      expect(code).toBe(1)
      expect(err).toContain('--help')
      oneSentence(err)
    }
  })
})

describe('seed', () => {
  test('makes the schema and tells the whole story, once', async ({ empty }) => {
    expect(await runCli(['seed'], database(empty))).toMatchObject({ code: 0, err: '' })
    expect(await ask(empty, 'select count(*) from initiatives')).not.toEqual({ count: 0 })
    expect(await ask(empty, 'select count(*) from initiative_files')).toEqual({ count: 3 })
    const again = await runCli(['seed'], database(empty))
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toContain('The database is not empty')
    oneSentence(again.err)
  })

  test('gives a portal for real work the places and nobody', async ({ empty }) => {
    const production = {
      ...database(empty),
      NODE_ENV: 'production',
      SESSION_SECRET: 'x'.repeat(32),
      FACTOR_KEY: 'f'.repeat(64),
      ORIGIN: 'https://actlocal.example.eu',
    }
    const refused = await runCli(['seed'], production)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('seed --places')
    oneSentence(refused.err)
    expect(await runCli(['seed', '--places'], production)).toMatchObject({ code: 0, err: '' })
    expect(
      await ask(empty, 'select (select count(*) from parishes) parishes, (select count(*) from people) people'),
    ).toEqual({
      parishes: 17,
      people: 0,
    })
  })
})

describe('create-admin', () => {
  const flags = ['create-admin', '--email', 'anna@act.example', '--name', 'Anna', '--language', 'lv']

  test('invites somebody who administers, once more where they did not begin, and never who did', async ({
    peopled,
  }) => {
    const environment = database(peopled)
    const hashOfLink = (out: string) =>
      createHash('sha256')
        .update(/\/lv\/account\/welcome\/([0-9a-f]{64})\n/.exec(out)?.[1] ?? '')
        .digest('hex')
    const first = await runCli(flags, environment)
    expect(first).toMatchObject({ code: 0, err: '' })
    const made = `select people.name, locale, role, password_hash, token_hash from people join role_assignments on person_id = people.id
      join account_links on account_links.person_id = people.id and ended_at is null where email = 'anna@act.example'`
    const person = { name: 'Anna', locale: 'lv', role: 'administrator', password_hash: null }
    expect(await ask(peopled, made)).toMatchObject({ ...person, token_hash: hashOfLink(first.out) })

    const second = await runCli(flags, environment)
    expect(await ask(peopled, made)).toMatchObject({ ...person, token_hash: hashOfLink(second.out) })
    await ask(peopled, `update people set password_hash = 'chosen' where email = 'anna@act.example'`)
    const again = await runCli(flags, environment)
    expect(again.code).toBe(1)
    expect(again.err).toBe('There is an account of anna@act.example already.\n')
  })

  test('refuses what would be no good account, each in one sentence', async ({ peopled }) => {
    const attempts: [string[], string][] = [
      [flags.with(2, 'anna'), 'not an e-mail address'],
      [flags.with(2, 'anna@example.org'), 'demonstration cast'],
      [flags.with(4, '.'), 'letters among them'],
      [flags.with(6, 'fi'), 'not a language'],
      [flags.slice(0, 5), '--language'],
    ]
    for (const [args, complaint] of attempts) {
      const { code, err } = await runCli(args, database(peopled))
      expect(code, complaint).toBe(1)
      expect(err).toContain(complaint)
      oneSentence(err)
    }
  })
})

describe('second factors', () => {
  const email = 'admin@example.org'
  const [first, second] = ['1'.repeat(64), '2'.repeat(64)]

  // An app of the administrator, as the portal keeps it that runs with the first key.
  const setUpApp = async (url: string) => {
    const db = connect(url, 1)
    const id = randomUUID()
    const sealed = seal({ present: Buffer.from(first, 'hex'), earlier: null }, 'totp', id, randomBytes(20))
    const person = db('people').where({ email }).select('id')
    const confirmedAt = new Date()
    await db('secondFactors').insert({ id, personId: person, kind: 'app', name: 'Telephone', sealed, confirmedAt })
    await db.destroy()
  }

  test('are sealed anew where the key is replaced, and check says whether it opens them', async ({ peopled }) => {
    await setUpApp(peopled)
    const check = async (key: string) => (await runCli(['check'], { ...database(peopled), FACTOR_KEY: key })).out
    expect(await check(second)).toMatch(/^wrong {2}factors: FACTOR_KEY does not open 1 of the secrets/m)
    const replaced = await runCli(['reseal-factors'], {
      ...database(peopled),
      FACTOR_KEY: second,
      FACTOR_KEY_OLD: first,
    })
    expect(replaced.out).toContain('Sealed with FACTOR_KEY: 1 anew, 1 in all.')
    expect(await check(second)).toMatch(
      /^note {3}factors: administrators and lead partners who sign in by a password alone: 1/m,
    )
  })

  test('are removed from whoever lost them, who is written to', async ({ peopled }) => {
    await setUpApp(peopled)
    const reset = ['reset-factor', '--email', email]
    const { code, out } = await runCli(reset, database(peopled))
    expect(out).toContain(`Removed from ${email}: 1.`)
    expect(code).toBe(0)
    const left = `select (select count(*) from second_factors) factors, (select count(*) from mail_messages where once like 'factor removed%') letters`
    expect(await ask(peopled, left)).toEqual({ factors: 0, letters: 1 })
    expect(await ask(peopled, `select person_id from audit_log where event = 'person.factors_removed'`)).toEqual({
      person_id: null,
    })
    const again = await runCli(reset, database(peopled))
    expect(again.err).toBe(`${email} has no second factor.\n`)
    expect(again.code).toBe(1)
  })
})

describe('tidy', () => {
  test('says how many files nothing referred to', async ({ peopled }) => {
    const { code, out } = await runCli(['tidy'], database(peopled))
    expect(out).toContain('Files that nothing refers to: 0 forgotten.')
    expect(code).toBe(0)
  })
})

describe('erase-again', () => {
  test('removes what the nights since the dump removed', async ({ peopled }) => {
    const letters = () => ask(peopled, `select count(*)::int as letters from mail_messages where once = 'old'`)
    await ask(
      peopled,
      `insert into mail_messages (once, recipient, locale, subject, parts, state, posted_at)
       values ('old', 'anna@example.org', 'lv', 'Sveiki', '["Sveiki"]', 'kept', now() - interval '3 years')`,
    )
    const { code, out } = await runCli(['erase-again'], database(peopled))
    expect(out).toMatch(/^Erased again: 0\..*\nRemoved as its time is over, in rows: [1-9]/m)
    expect(code).toBe(0)
    expect(await letters()).toEqual({ letters: 0 })
  })
})

describe('check', () => {
  test('finds nothing wrong with a portal that is set up', async ({ peopled }) => {
    const { code, out } = await runCli(['check'], database(peopled))
    expect(out).toMatch(/^ok {5}configuration/m)
    expect(out).toMatch(/^ok {5}database: answers the roles/m)
    expect(out).toMatch(/^ok {5}statements: the database keeps what was prepared/m)
    expect(out).toMatch(/^ok {5}schema: up to date/m)
    expect(out).toMatch(/^ok {5}roles: the portal owns no table/m)
    expect(out).toMatch(/^ok {5}files: .* takes files and gives them back/m)
    expect(code).toBe(0)
  })

  test('warns where links in letters would lead to nobody, or to somebody else', async ({ peopled }) => {
    const check = (port: number) => runCli(['check'], { ...database(peopled), ORIGIN: `http://127.0.0.1:${port}` })
    const nobody = await check(await freePort())
    expect(nobody.out).toMatch(/^note {3}address: nobody answers at .* where the links in letters lead/m)
    expect(nobody.code).toBe(0)
    const other = createServer((_, answer) => answer.end('<p>Somebody else</p>')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { out, code } = await check((other.address() as AddressInfo).port)
    other.close()
    expect(out).toMatch(/^wrong {2}address: .* is no page of the portal/m)
    expect(code).toBe(1)
  })

  test('notes a portal that owns its own tables', async ({ peopled }) => {
    const { DATABASE_OWNER_URL: owner = '' } = database(peopled)
    const { code, out } = await runCli(['check'], { DATABASE_URL: owner })
    expect(out).toMatch(/^note {3}roles: .* owns the tables/m)
    expect(code).toBe(0)
  })

  test('says what is wrong with the schema and the mail server', async ({ empty }) => {
    const mail = `smtp://127.0.0.1:${await freePort()}`
    const { code, out } = await runCli(['check'], { ...database(empty), SMTP_URL: mail })
    expect(out).toMatch(/^wrong {2}schema: not up to date: run npm run migrate/m)
    expect(out).toMatch(/^wrong {2}mail: .*ECONNREFUSED/m)
    expect(code).toBe(1)
  })

  test('refuses a pooler that loses prepared statements, unless none are prepared', async ({ peopled }) => {
    // What is asked by a name that was prepared before is asked by another.
    const bind = 'B'.charCodeAt(0)
    const lose = (sent: Buffer) =>
      sent[0] === bind ? Buffer.from(sent.toString('latin1').replace('check.', 'other.'), 'latin1') : sent
    const line = await proxyTo(peopled, lose)
    const { code, out } = await runCli(['check'], { ...database(peopled), DATABASE_URL: line.url })
    expect(out).toMatch(/^wrong {2}statements: the pooler .* or PREPARED_STATEMENTS=no$/m)
    expect(code).toBe(1)
    const without = { ...database(peopled), DATABASE_URL: line.url, PREPARED_STATEMENTS: 'no' }
    expect(await runCli(['check'], without)).toMatchObject({ code: 0 })
    await line.cut()
  })

  test('says why files cannot be kept', async ({ peopled }) => {
    const s3 = { FILES_S3_BUCKET: 'files', FILES_S3_ENDPOINT: `http://127.0.0.1:${await freePort()}` }
    const half = await runCli(['check'], { ...database(peopled), ...s3 })
    expect(half.err).toContain('FILES_S3_KEY_ID')
    oneSentence(half.err)
    const keys = { FILES_S3_KEY_ID: 'id', FILES_S3_SECRET: 'secret' }
    const { code, out } = await runCli(['check'], { ...database(peopled), ...s3, ...keys })
    expect(out).toMatch(/^wrong {2}files: bucket files cannot be used \(.*ECONNREFUSED.*\): see docs/m)
    expect(code).toBe(1)
  })

  test('says that there is no database at that address', async () => {
    const { code, out } = await runCli(['check'], {
      DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/nowhere`,
    })
    expect(out).toMatch(/^wrong {2}database: The database nowhere at 127.0.0.1/m)
    expect(code).toBe(1)
  })
})
