import { describe, expect } from 'vitest'
import { z } from 'zod'
import { fingerprint } from '#platform/values/canonical.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { rowOf } from '../../../support/rows.ts'

const work = (parish: string) => `/en/work/parishes/${parish}/plan`

describe('a plan on its way', () => {
  test('cannot be submitted while something is missing, and says what', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const page = await ape.get(work('viresi')).expect(200)
    expect(page.text).toContain('What is still missing')
    expect(page.text).not.toContain('/submission"')
    const answer = await ape.post(`${work('viresi')}/submission`).expect(303)
    expect(await stateOf(db, 'viresi')).toBe('draft')
    expect(String(answer.headers['set-cookie'])).not.toContain('plan_submitted')
  })

  test('is approved by the lead partner, frozen, and read by everybody', async ({ signedInAs, db }) => {
    const lead = await signedInAs('lead')
    await lead.post(`${work('ape')}/approval`).expect(303)
    const inForce = db('planVersions')
      .join('plans', 'plans.id', 'planId')
      .join('parishes', 'parishes.id', 'parishId')
      .where({ slug: 'ape' })
    const version = await rowOf(inForce, {
      sha256: z.string(),
      snapshot: z.looseObject({ initiatives: z.array(z.looseObject({ slug: z.string() })) }),
    })
    expect(version.sha256).toBe(fingerprint(version.snapshot))
    const visitor = await signedInAs(null)
    const page = await visitor.get('/en/parishes/ape/plan').expect(200)
    expect(page.text).toContain(version.sha256)
    for (const { slug } of version.snapshot.initiatives) await visitor.get(`/en/initiatives/${slug}`).expect(200)
  })

  test('goes back with a note that partner staff read, and may be mended', async ({ signedInAs, db }) => {
    const lead = await signedInAs('lead')
    await lead
      .post(`${work('ape')}/return`)
      .type('form')
      .send({ note: '' })
      .expect(422)
    await lead
      .post(`${work('ape')}/return`)
      .type('form')
      .send({ note: 'Who heats <the> hall?', in: 'en' })
      .expect(303)
    expect(await stateOf(db, 'ape')).toBe('returned')
    const page = await (await signedInAs('ape')).get(work('ape')).expect(200)
    expect(page.text).toContain('Who heats &lt;the&gt; hall?')
    expect(page.text).toContain('/submission"')

    // Submitted again, it is decided on with the note beside it, the sums, and a way to what has changed since.
    await (await signedInAs('ape')).post(`${work('ape')}/submission`).expect(303)
    const { text } = await lead.get(`${work('ape')}/decision`).expect(200)
    for (const said of ['To know before deciding', 'Costs', 'was returned', 'Who heats &lt;the&gt; hall?'])
      expect(text).toContain(said)
    const since = /href="([^"]+)">What has changed since submission/.exec(text)?.[1] ?? ''
    await lead.get(since.replaceAll('&amp;', '&')).expect(200)
  })

  test('is decided on by nobody but the lead partner, and never by who submitted it', async ({ signedInAs, db }) => {
    for (const member of ['ape', 'auditor'] as const)
      await (await signedInAs(member)).post(`${work('ape')}/approval`).expect(403)
    for (const member of ['setomaa', 'gaujiena', 'admin'] as const)
      await (await signedInAs(member)).post(`${work('ape')}/approval`).expect(404)
    await (await signedInAs(null)).post(`${work('ape')}/approval`).expect(302)

    const { id } = await db('people').where({ email: 'lead@example.org' }).first()
    await db('plans')
      .whereIn('parishId', db('parishes').where({ slug: 'ape' }).select('id'))
      .update({ submittedBy: id })
    await (await signedInAs('lead')).post(`${work('ape')}/approval`).expect(403)
  })

  test('is not changed while it waits, unless it is taken back', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await ape
      .post(`${work('ape')}/resources`)
      .type('form')
      .send({ rows: '', version: '9' })
      .expect(409)
    await ape.post(`${work('ape')}/withdrawal`).expect(303)
    expect(await stateOf(db, 'ape')).toBe('draft')
  })

  test('stays in force while a change beside it is written and approved', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    const visitor = await signedInAs(null)
    await visitor.get('/en/initiatives/varska-kasitootuba').expect(404)
    const before = (await visitor.get('/en/parishes/varska/plan').expect(200)).text
    await setomaa.post(`${work('varska')}/submission`).expect(303)
    expect((await visitor.get('/en/parishes/varska/plan').expect(200)).text).toBe(before)

    await (await signedInAs('lead')).post(`${work('varska')}/approval`).expect(303)
    const after = (await visitor.get('/en/parishes/varska/plan').expect(200)).text
    expect(after).toContain('varska-kasitootuba')
    await visitor.get('/en/parishes/varska/plan/versions/1').expect(200)
    await visitor.get('/en/initiatives/varska-kasitootuba').expect(200)
    expect(
      await db('planVersions')
        .join('plans', 'plans.id', 'planId')
        .join('parishes', 'parishes.id', 'parishId')
        .where({ slug: 'varska' })
        .orderBy('number')
        .select('number', 'supersededAt'),
    ).toMatchObject([
      { number: 1, supersededAt: expect.any(Date) },
      { number: 2, supersededAt: null },
    ])
  })

  test('leaves who did what and when', async ({ signedInAs, db }) => {
    await (await signedInAs('lead')).post(`${work('ape')}/approval`).expect(303)
    const [last] = await db('auditLog')
      .join('people', 'people.id', 'personId')
      .where('event', 'plan.approved')
      .orderBy('auditLog.id', 'desc')
      .select('email', 'at')
    expect(last).toMatchObject({ email: 'lead@example.org', at: expect.any(Date) })
    const page = await (await signedInAs('auditor')).get(work('ape')).expect(200)
    expect(page.text).toContain('Plan approved')
  })

  test('is frozen by the database itself, and unbalanced lines stop a submission there too', async ({ db }) => {
    await expect(db.transaction((trx) => trx('planVersions').update({ sha256: '0'.repeat(64) }))).rejects.toThrow(
      /permission denied/,
    )
    await expect(db.transaction((trx) => trx('planVersions').delete())).rejects.toThrow(/permission denied/)
    const viresi = db('parishes').where({ slug: 'viresi' }).select('id')
    const { id } = await db('people').first()
    await expect(
      db.transaction((trx) =>
        trx('plans')
          .whereIn('parishId', viresi)
          .update({ state: 'submitted', submittedBy: id, submittedAt: new Date() }),
      ),
    ).rejects.toMatchObject({ constraint: 'plans_lines_balance' })
  })
})

const stateOf = async (db: import('#platform/db/connection.ts').Db, slug: string) =>
  (await rowOf(db('plans').join('parishes', 'parishes.id', 'parishId').where({ slug }), { state: z.string() })).state
