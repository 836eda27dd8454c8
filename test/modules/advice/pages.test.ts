import { describe, expect } from 'vitest'
import { test } from '../../support/test.ts'
import { logged } from './advice-session.ts'

describe('a long list of advice', () => {
  test('shows each session once, there and back, whatever was written in the same moment', async ({
    signedInAs,
    db,
  }) => {
    const { id } = await logged(db, 'gaujiena')
    await db.raw(
      `insert into advice_sessions (assignment_id, mentor_id, parish_id, held_on, minutes, channel, phase, topics, summary)
       select assignment_id, mentor_id, parish_id, held_on, 1, channel, phase, topics, summary
       from advice_sessions, generate_series(1, 120) where id = ?`,
      [id],
    )
    const mentor = await signedInAs('mentor')
    const walk = async (from: string, way: 'next' | 'prev') => {
      const pages: string[][] = []
      let last = from
      for (let at: string | undefined = from; at !== undefined;) {
        const { text }: { text: string } = await mentor.get(at).expect(200)
        pages.push([...text.matchAll(/<li id="([0-9a-f-]{36})">/g)].map(([, found]) => found ?? ''))
        last = at
        at = new RegExp(`rel="${way}" href="([^"]+)"`).exec(text)?.[1]?.replaceAll('&amp;', '&')
      }
      return { pages, last }
    }
    const on = await walk('/lv/work/advice', 'next')
    expect(on.pages.map(({ length }) => length)).toEqual([50, 50, 21])
    expect(new Set(on.pages.flat()).size).toBe(121)
    expect((await walk(on.last, 'prev')).pages).toEqual(on.pages.toReversed())
  })

  test('begins anew from an address that leads nowhere', async ({ signedInAs, db }) => {
    await logged(db, 'gaujiena')
    const mentor = await signedInAs('mentor')
    const nowhere = Buffer.from(JSON.stringify(['e0893b95-0b92-468e-a1e8-a4ba39000b81'])).toString('base64url')
    await mentor.get(`/lv/work/advice?after=${nowhere}`).expect(303).expect('Location', '/lv/work/advice')
    for (const typed of ['x', Buffer.from('["1"]').toString('base64url')])
      await mentor.get(`/lv/work/advice?after=${typed}`).expect(200)
  })
})
