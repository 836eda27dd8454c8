import request from 'supertest'
import { describe, expect } from 'vitest'
import { onItsOwn } from './support/fuzz.ts'
import { appOn } from './support/portal.ts'
import { testOfDemo as test } from './support/test.ts'

describe('whatever is sent', () => {
  test('addresses of things that cannot be are not found', async ({ db }) => {
    const app = await appOn(db)
    for (const path of ['%00', '%E0%A4%A', '..%2f..%2fetc', "' or 1=1", '__proto__', 'a'.repeat(500), '%F0%9F%98%80'])
      for (const place of [
        '/lv/parishes/',
        '/et/initiatives/',
        '/en/work/advice/',
        '/en/parishes/varska/plan/versions/',
      ]) {
        const { status } = await request(app).get(`${place}${path}`)
        expect([place + path, [302, 400, 404].includes(status)]).toEqual([place + path, true])
      }
  })

  test('too much of it, or in another form than a browser’s, is refused', async ({ db }) => {
    const send = (type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      onItsOwn(db, null, (agent) => agent.post('/lv/sign-in').set('Content-Type', type).set(headers).send(body))
    const url = 'application/x-www-form-urlencoded'
    expect((await send(url, `email=${'x'.repeat(300_000)}`)).status).toBe(413)
    expect((await send(url, 'a=b&'.repeat(2000))).status).toBe(413)
    expect((await send(url, 'email=a', { 'Content-Encoding': 'gzip' })).status).toBe(400)
    expect((await send(`${url}; charset=utf-16`, 'email=a')).status).toBe(415)
    for (const [type, body] of [
      ['application/json', 'null'],
      ['application/json', '{"email":{"$ne":1}}'],
      ['text/plain', 'email=a'],
      ['multipart/form-data; boundary=x', '--x'],
    ] as const)
      expect([type, (await send(type, body)).status]).toEqual([type, 422])
  })
})
