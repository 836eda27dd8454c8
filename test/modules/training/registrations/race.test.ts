import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { linkIn, queueOf, trainingDay, typed } from '../../../support/registrations.ts'
import { test } from '../../../support/test.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => `Demo guest ${at + 1}`)

async function front(db: Db, slug: string) {
  const agent = await visitor(await appOn(db), db, null)
  const at = `/en/training/${slug}/registration`
  return { agent, send: (body: object) => agent.post(at).type('form').send(body) }
}

const inState = (queue: Awaited<ReturnType<typeof queueOf>>, state: string) =>
  queue.filter((each) => each.state === state)

describe('many people at once', () => {
  test('60 register for 20 places: 20 come, 40 wait in order, and each place that becomes free is offered once', async ({
    committedDb,
  }) => {
    const dayId = await trainingDay(committedDb, { slug: 'crowded', capacity: 20 })
    const { agent, send } = await front(committedDb, 'crowded')
    await Promise.all(many(60).map((name) => send(typed(name)).expect(303)))

    const full = await queueOf(committedDb, dayId)
    expect(full.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
    expect(full.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 20 }, () => 'registered'),
      ...Array.from({ length: 40 }, () => 'waiting'),
    ])
    expect(await committedDb('mailMessages').whereLike('once', 'registration registered %')).toHaveLength(20)
    expect(await committedDb('mailMessages').whereLike('once', 'registration waiting %')).toHaveLength(40)

    const leaving = full.filter((_, at) => at % 3 === 0 && at < 20)
    const links = await Promise.all(leaving.map(({ name }) => linkIn(committedDb, typed(name).email)))
    await Promise.all(links.map((link) => agent.post(`${link}/cancellation`).expect(303)))

    const after = await queueOf(committedDb, dayId)
    const offered = inState(after, 'offered').map(({ position }) => position)
    expect(inState(after, 'cancelled')).toHaveLength(7)
    expect(offered).toEqual([21, 22, 23, 24, 25, 26, 27])
    expect(inState(after, 'registered').length + offered.length).toBe(20)
    const letters = await committedDb('mailMessages').whereLike('once', 'registration offered %').select('recipient')
    expect(letters.map(({ recipient }) => recipient as string).sort()).toEqual(
      full
        .slice(20, 27)
        .map(({ name }) => typed(name).email)
        .sort(),
    )
  })

  test('one person who clicks 20 times is registered once, and told once', async ({ committedDb }) => {
    const dayId = await trainingDay(committedDb, { slug: 'clicked', capacity: 20 })
    const { agent, send } = await front(committedDb, 'clicked')
    const { text } = await agent.get('/en/training/clicked/registration').expect(200)
    const key = /name="key" value="([^"]+)"/.exec(text)?.[1]
    await Promise.all(many(20).map(() => send(typed('Demo hasty', { key })).expect(303)))
    expect(await queueOf(committedDb, dayId)).toHaveLength(1)
    expect(await committedDb('mailMessages').where({ recipient: typed('Demo hasty').email })).toHaveLength(1)
  })

  test('the last place goes to one of those who accept, cancel and register at the same moment', async ({
    committedDb,
  }) => {
    const dayId = await trainingDay(committedDb, { slug: 'mixed', capacity: 3 })
    const { agent, send } = await front(committedDb, 'mixed')
    for (const name of many(6).map((each) => `${each} of mixed`)) await send(typed(name)).expect(303)
    const link = (number: number) => linkIn(committedDb, typed(`Demo guest ${number} of mixed`).email)
    await agent.post(`${await link(1)}/cancellation`).expect(303)
    const [offer, second] = [await link(4), await link(2)]
    await Promise.all([
      agent.post(`${offer}/acceptance`),
      agent.post(`${offer}/acceptance`),
      agent.post(`${second}/cancellation`),
      agent.post(`${second}/cancellation`),
      ...many(10).map((name) => send(typed(`${name} late`))),
    ])
    const queue = await queueOf(committedDb, dayId)
    expect(inState(queue, 'registered').map(({ position }) => position)).toEqual([3, 4])
    expect(inState(queue, 'offered').map(({ position }) => position)).toEqual([5])
    expect(new Set(queue.map(({ position }) => position)).size).toBe(16)
  })

  test('the database itself gives no place twice, and takes none away', async ({ committedDb }) => {
    const dayId = await trainingDay(committedDb, { slug: 'raw', capacity: 1 })
    const people = await committedDb('participants')
      .insert(many(5).map((name) => ({ name, email: typed(`${name} raw`).email, locale: 'lv' })))
      .returning('id')
    const results = await Promise.allSettled(
      people.map(({ id: participantId }, at) =>
        committedDb('registrations').insert({
          ...{ dayId, participantId, state: 'registered', position: at + 1, source: 'self' },
          ...{ locale: 'lv', registeredAt: new Date() },
        }),
      ),
    )
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []))
    expect(refused).toHaveLength(4)
    for (const each of refused) expect(each).toMatchObject({ constraint: 'registrations_within_capacity' })
    await committedDb('trainingDays').where({ id: dayId }).update({ capacity: 4 })
    await expect(committedDb('trainingDays').where({ id: dayId }).update({ capacity: 0 })).rejects.toThrow()
    await committedDb('trainingDays').where({ id: dayId }).update({ capacity: 1 })
    await committedDb('registrations').where({ dayId }).update({ state: 'cancelled' })
  })
})
