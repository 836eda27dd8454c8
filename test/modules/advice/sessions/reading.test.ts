import { describe, expect } from 'vitest'
import { may } from '#modules/advice/sessions/policy.ts'
import { findSession, listNotes, listOpenActionItems } from '#modules/advice/sessions/queries.ts'
import type { Advice } from '#modules/advice/sessions/session.ts'
import { transact } from '#platform/db/transact.ts'
import { proposeIdea } from '#modules/initiatives/initiative/commands.ts'
import { day } from '#platform/values/day.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, test, type Member } from '../../../support/test.ts'
import { idOf, logged, viewerOf } from '../advice-session.ts'

const secret = 'Strīds par telpām'

const anInitiative = async (db: Parameters<typeof idOf>[0], openToCommunity: boolean) => {
  const parishId = await idOf(db, 'parishes', { slug: 'gaujiena' })
  const title = { source: 'lv' as const, lv: 'Maizes krāsns' }
  return transact(db, { id: null }, (tx) =>
    proposeIdea(tx, { parishId, parishSlug: 'gaujiena' }, null, { title, openToCommunity }),
  )
}

describe('the private note', () => {
  test('is read by the mentor and the partner of the territory', async ({ signedInAs, db }) => {
    const { id } = await logged(db, 'gaujiena')
    for (const member of ['mentor', 'ape'] as const) {
      const list = await (await signedInAs(member)).get('/lv/work/advice').expect(200)
      expect(list.text, member).toContain(secret)
      expect((await (await signedInAs(member)).get(`/lv/work/advice/${id}`).expect(200)).text, member).toContain(secret)
    }
  })

  test('is on no page of anybody else', async ({ signedInAs, db }) => {
    const { id: initiativeId, slug } = await anInitiative(db, true)
    const { id } = await logged(db, 'gaujiena', { initiativeId })
    const paths = [
      '/lv/work/advice',
      `/lv/work/advice/${id}`,
      `/lv/initiatives/${slug}`,
      '/lv/initiatives',
      '/lv/parishes/gaujiena',
    ]
    for (const member of [...demoMembers, null].filter((each) => each !== 'mentor' && each !== 'ape')) {
      const browser = await signedInAs(member)
      for (const path of paths) expect((await browser.get(path)).text, `${member} ${path}`).not.toContain(secret)
    }
  })

  test('is not even asked for on behalf of a member, the lead partner or the auditor', async ({ signedInAs, db }) => {
    await logged(db, 'gaujiena')
    const asked: string[] = []
    db.on('query', ({ sql }: { sql: string }) => asked.push(sql))
    for (const member of ['gaujiena', 'lead', 'auditor'] as const)
      await (await signedInAs(member)).get('/lv/work/advice').expect(200)
    expect(asked.filter((sql) => /private_note|advice_sessions"?\.\*/.test(sql))).toEqual([])
  })
})

describe('advice sessions', () => {
  test('are read by their parish, the project and nobody else', async ({ signedInAs, db }) => {
    const { id } = await logged(db, 'gaujiena')
    const statuses: Record<Member, number> = {
      admin: 403,
      lead: 200,
      ape: 200,
      engure: 404,
      setomaa: 404,
      alutaguse: 404,
      mentor: 200,
      gaujiena: 200,
      varska: 404,
      auditor: 200,
    }
    for (const member of demoMembers) {
      const page = await (await signedInAs(member)).get(`/lv/work/advice/${id}`)
      expect(page.status, member).toBe(statuses[member])
      expect(page.text.includes('Pārrunājām cenu'), member).toBe(statuses[member] === 200)
    }
    await (await signedInAs(null)).get(`/lv/work/advice/${id}`).expect(302)
  })

  test('are changed by their mentor alone', async ({ signedInAs, db }) => {
    const { id } = await logged(db, 'gaujiena')
    for (const member of ['ape', 'lead', 'gaujiena', 'auditor', 'admin'] as const) {
      await (await signedInAs(member)).post(`/lv/work/advice/${id}`).type('form').send({ version: '1' }).expect(403)
    }
  })

  test('are listed by the same rule as they are shown, with the note as with the page', async ({ db }) => {
    const sessions = [
      await logged(db, 'gaujiena'),
      await logged(db, 'gaujiena', { initiativeId: (await anInitiative(db, false)).id }),
      await logged(db, 'varska', { initiativeId: null }),
    ]
    const mentorId = await idOf(db, 'people', { email: 'mentor@example.org' })
    const all = await viewerOf(db, 'lead')
    for (const [at, { id }] of sessions.entries()) {
      const session = (await findSession(db, all, id)) as Advice
      expect(session).toMatchObject({ mentorId, open: at !== 1 })
      for (const member of demoMembers) {
        const viewer = await viewerOf(db, member)
        const listed = (await findSession(db, viewer, id)) !== undefined
        expect(listed, `${member}, session ${at}`).toBe(may.view(viewer, session))
        expect((await listNotes(db, viewer, [session])).has(id), `${member}, note ${at}`).toBe(
          may.readNote(viewer, session),
        )
      }
    }
  })

  test('cost the same few queries however many there are', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    await logged(db, 'gaujiena')
    const few = await queriesOf(db, () => mentor.get('/lv/work/advice'))
    for (let more = 0; more < 12; more++) await logged(db, 'varska')
    expect(await queriesOf(db, () => mentor.get('/lv/work/advice'))).toBe(few)
    expect(few).toBeLessThanOrEqual(5)
  })
})

describe('a next step', () => {
  test('is marked by a member of the parish, and unmarked', async ({ signedInAs, db }) => {
    const { steps } = await logged(db, 'gaujiena')
    const member = await signedInAs('gaujiena')
    const back = '/lv/work/advice?parish=gaujiena'
    await member
      .post(`/lv/work/advice/steps/${steps[0]?.id}/done`)
      .type('form')
      .send({ back })
      .expect(303)
      .expect('Location', back)
    expect(await db('actionItems').first()).toMatchObject({ doneAt: new Date('2020-03-02T10:00:00Z') })
    expect(await db('auditLog').where({ event: 'action_item.completed' })).toHaveLength(1)
    await member.post(`/lv/work/advice/steps/${steps[0]?.id}/undone`).expect(303)
    expect(await db('actionItems').first()).toMatchObject({ doneAt: null, doneBy: null })
  })

  test('is not there for another parish, and not for the lead partner or auditor to mark', async ({
    signedInAs,
    db,
  }) => {
    const { steps } = await logged(db, 'gaujiena')
    for (const [member, status] of [
      ['varska', 404],
      ['setomaa', 404],
      ['lead', 403],
      ['auditor', 403],
      ['admin', 403],
    ] as const) {
      await (await signedInAs(member)).post(`/lv/work/advice/steps/${steps[0]?.id}/done`).expect(status)
    }
  })

  test('waits on the desk of its owner until it is done', async ({ signedInAs, db }) => {
    const agreed = (what: string, owner: 'community' | 'mentor' | 'partner', due: string) => ({
      what: { source: 'lv' as const, lv: what },
      owner,
      dueOn: day(due),
    })
    const { steps } = await logged(db, 'gaujiena', {
      steps: [
        agreed('vēlāk', 'community', '2020-05-01'),
        agreed('drīz', 'community', '2020-03-05'),
        agreed('manējais', 'mentor', '2020-03-05'),
        agreed('partnera', 'partner', '2020-03-05'),
      ],
    })
    const openFor = async (member: Member) => {
      const viewer = await viewerOf(db, member)
      return (await listOpenActionItems(db, viewer)).map(({ what }) => what.lv)
    }
    expect(await openFor('gaujiena')).toEqual(['drīz', 'vēlāk'])
    expect(await openFor('mentor')).toEqual(['manējais'])
    expect(await openFor('ape')).toEqual(['partnera'])
    expect(await openFor('lead')).toEqual([])
    await (await signedInAs('gaujiena')).post(`/lv/work/advice/steps/${steps[1]?.id}/done`).expect(303)
    expect(await openFor('gaujiena')).toEqual(['vēlāk'])
  })
})
