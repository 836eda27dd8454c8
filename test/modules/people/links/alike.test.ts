import { describe, expect } from 'vitest'
import type { Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const tries = 15
const [known, unknown] = ['varska@example.org', 'nobody@act.example']
const ways = ['/en/sign-in', '/en/forgotten', '/en/sign-in/link']

const medianOf = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** Milliseconds that an answer to each address takes, by turns, so that whatever else the machine does slows both. */
async function mediansOf(guest: Visitor, way: string): Promise<{ known: number; unknown: number }> {
  const times = { [known]: [] as number[], [unknown]: [] as number[] }
  for (let at = 0; at <= tries; at += 1)
    for (const email of [known, unknown]) {
      const began = performance.now()
      await guest.post(way).type('form').send({ email, password: 'wrong' })
      // The first of each reads what the portal reads once.
      if (at > 0) times[email]?.push(performance.now() - began)
    }
  return { known: medianOf(times[known] ?? []), unknown: medianOf(times[unknown] ?? []) }
}

describe('whether an address has an account', () => {
  test('is told by no answer, nor by how long it takes: medians differ by less than checking a password takes', async ({
    signedInAs,
  }) => {
    const guest = await signedInAs(null)
    const medians = new Map<string, { known: number; unknown: number }>()
    for (const way of ways) medians.set(way, await mediansOf(guest, way))
    // Without a password to hold against the typed one it would take a tenth.
    const signIn = medians.get('/en/sign-in') ?? { known: 0, unknown: 0 }
    expect(Math.max(signIn.known, signIn.unknown) / Math.min(signIn.known, signIn.unknown)).toBeLessThan(2)
    for (const [way, { known, unknown }] of medians)
      expect(Math.abs(known - unknown) / signIn.unknown, way).toBeLessThan(1)
  })
})
