import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect } from 'vitest'
import { checkCookies } from '#cli/check-cookies.ts'
import type { Db } from '#platform/db/connection.ts'
import { appOn } from '../../support/portal.ts'
import { test } from '../../support/test.ts'

type Alter = (req: IncomingMessage, res: ServerResponse) => void

/** What `check` says of the portal behind a proxy that does this to what passes. */
async function checkBehind(db: Db, alter: Alter): Promise<string> {
  const app = await appOn(db)
  const server = createServer((req, res) => {
    alter(req, res)
    app(req, res)
  }).listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return await checkCookies({ origin: `http://127.0.0.1:${port}` }).catch(String)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** Alters the cookies of an answer; null takes them away. */
const ofAnswer =
  (change: ((cookie: string) => string) | null): Alter =>
  (_req, res) => {
    const set = res.setHeader.bind(res)
    res.setHeader = (name, value) => {
      if (name.toLowerCase() !== 'set-cookie') return set(name, value)
      return change
        ? set(
            name,
            [value].flat().map((each) => change(String(each))),
          )
        : res
    }
  }

describe('a proxy before the portal', () => {
  test.for<[string, Alter, RegExp]>([
    ['that lets cookies pass is right', () => undefined, /^session is given by .* and comes back$/],
    [
      'that takes them from answers is told of',
      ofAnswer(null),
      /gives browsers no cookie session: .* nobody can sign in/,
    ],
    [
      'that gives them another host is told of',
      ofAnswer((each) => `${each}; Domain=inside.example`),
      /browsers refuse it/,
    ],
    [
      'that takes them from requests is told of',
      (req) => {
        delete req.headers.cookie
      },
      /does not come back through the proxy/,
    ],
    [
      'that leads elsewhere is not taken for the portal',
      (req) => {
        req.url = '/en/nowhere'
      },
      /^not tried/,
    ],
  ])('%s', async ([, alter, said], { db }) => {
    expect(await checkBehind(db, alter)).toMatch(said)
  })
})
