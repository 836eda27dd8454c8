import { describe, expect } from 'vitest'
import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { passwordWeakness } from '#modules/people/accounts/password-strength.ts'
import { test } from '../../../support/test.ts'

const person = { email: 'liga.kalna@act.example', name: 'Līga Kalna' }

const easy = [
  ...['passworD123456', 'Password2026!!', 'P@ssw0rd123456', 'password password', 'Parole123456!', 'parole parole 1'],
  ...['Parole!Parole!2', 'Mana.Parole.2026', 'Salasona2026!', 'Salasõna_2026', 'minuparool123', 'Parool12345678'],
  ...['qwertyuiop123', 'asdfghjkl12345', '1qaz2wsx3edc', '123456789012', '000000000000', 'abcdefghijkl'],
  ...['Latvija2026!!', 'Eesti123456789', 'LatvijaEesti1', 'Gaujiena2026!', 'Värska-2026-!', 'Alutaguse1234'],
  ...[
    'Administrators1',
    'Janvāris2026!',
    'Detsember2026',
    'Līga.Kalna.2026',
    'liga.kalna@act.example',
    'Iloveyou123456',
  ],
  ...['aaaaaaaaaaaaab', demoPassword],
  ...['kartupelis123', 'mansdarbs2024', 'saulainadiena', 'Dienvidkurzeme', 'demo-parish-2019', '2019.parish.demo!'],
  ...['Smiltenes novads', 'Saaremaa-2024', 'IdaVirumaa2025', 'päikeline päev', 'minukodu1987', 'K4rtup3lis2025'],
  ...['uusparool1234', 'Eesti100aastat', 'Latvija100gadi', 'jaunaparole2025'],
  ...[
    'EestiVabariik',
    'LatvijasRepublika',
    'Baltijas jūra',
    'vecmamma2026',
    'princese1234',
    'esmilutevi12',
    'cilvēks12345',
  ],
  ...[
    'seeonparool12',
    'tervetuloa123',
    'Mazsalaca2026',
    'Liivimaa1919',
    'Setumaa 2026',
    'vārds.uzvārds',
    'happy new year',
  ],
  ...['i love you so much', 'correct horse battery staple'],
]
const words = [
  'zirgs',
  'dzirnavas',
  'kaste',
  'mākonis',
  'lapsa',
  'kuusik',
  'rebane',
  'sild',
  'lantern',
  'oar',
  'pebble',
]
const passphrases = Array.from({ length: 100 }, (_, at) =>
  [at, at * 3 + 1, at * 5 + 2, at * 7 + 4].map((step) => words[step % words.length]).join([' ', '-', '.'][at % 3]),
).filter((phrase) => new Set(phrase.split(/[ .-]/)).size > 2)

describe('a new password', () => {
  test('is none of those that are tried first', async () => {
    expect(easy).toHaveLength(64)
    const taken = await Promise.all(easy.map(async (each) => ((await passwordWeakness(each, person)) ? [] : [each])))
    expect(taken.flat()).toEqual([])
  })

  test('is said to be known where it is the person’s own name, address or the demonstration’s', async () => {
    for (const known of ['Līga.Kalna.2026', 'liga.kalna@act.example', demoPassword, 'demo-parish-2019'])
      expect(await passwordWeakness(known, person), known).toBe('password_known')
  })

  test('may be several words in a row, what a manager makes, or a very long text', async () => {
    const everyday = ['kartupelis-saule-kaķis-darbs', 'päike kass kohv mets', 'Valmiera.zieds.lietus']
    const made = [...passphrases, ...everyday, ...Array.from({ length: 50 }, () => randomBytes(12).toString('base64'))]
    for (const each of [...made, `${'zirgs un dzirnavas '.repeat(6)}12345678901234`])
      expect(await passwordWeakness(each, person), each).toBeNull()
  })
})

test('128 characters can be typed, pasted and signed in with', async ({ signedInAs }) => {
  const long = 'Kuusik, rebane ja sild – '.repeat(6).slice(0, 128)
  const mine = await signedInAs('varska')
  const form = { current: demoPassword, password: long }
  expect((await mine.get('/en/work/account').expect(200)).text).not.toMatch(/maxlength|onpaste/)
  await mine.post('/en/work/account/password').type('form').send(form).expect(303)
  const who = { email: 'varska@example.org', password: long }
  await (await signedInAs(null)).post('/en/sign-in').type('form').send(who).expect(303)
})

test('a hash made with other parameters is renewed when its owner signs in', async ({ signedInAs, db }) => {
  const nonce = randomBytes(16)
  const weak = { memory: 8192, passes: 1, parallelism: 1, tagLength: 32, message: demoPassword, nonce }
  const tag = await promisify(argon2)('argon2id', weak)
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const email = 'varska@example.org'
  await db('people')
    .where({ email })
    .update({ passwordHash: `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}` })
  const signIn = async (password: string, status: number) =>
    (await signedInAs(null)).post('/en/sign-in').type('form').send({ email, password }).expect(status)
  await signIn('wrong', 422)
  expect(await db('people').where({ email }).first('passwordHash')).toMatchObject({
    passwordHash: expect.stringContaining('m=8192') as string,
  })
  await signIn(demoPassword, 303)
  expect(await db('people').where({ email }).first('passwordHash')).toMatchObject({
    passwordHash: expect.stringContaining('m=19456') as string,
  })
  await signIn(demoPassword, 303)
})
