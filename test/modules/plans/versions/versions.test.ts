import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { queriesOf } from '../../../support/queries.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { idOf, rowOf } from '../../../support/rows.ts'

const work = (parish: string) => `/en/work/parishes/${parish}/plan`
const changes = '/en/parishes/engure/plan/versions/2/changes'

const planOf = (db: Db, slug: string) => db('plans').join('parishes', 'parishes.id', 'parishId').where({ slug })
const planIdOf = (db: Db, slug: string) => idOf(planOf(db, slug).select('plans.id'))

describe('every submission', () => {
  test('is kept as it was handed in, and approved to the letter', async ({ signedInAs, db }) => {
    const submission = await rowOf(db('planSubmissions').where({ planId: await planIdOf(db, 'smarde') }), {
      id: z.string(),
      major: z.number(),
      minor: z.number(),
      sha256: z.string(),
      snapshot: z.record(z.string(), z.unknown()),
    })
    expect(submission).toMatchObject({ major: 0, minor: 1, sha256: fingerprint(submission.snapshot) })

    const lead = await signedInAs('lead')
    const page = await lead.get(`${work('smarde')}/decision`).expect(200)
    expect(fieldsOf(page.text, `${work('smarde')}/approval`)['sha256']).toBe(submission.sha256)
    await lead
      .post(`${work('smarde')}/approval`)
      .type('form')
      .send({ sha256: submission.sha256 })
      .expect(303)
    const version = await db('planVersions').where({ submissionId: submission.id }).first()
    expect(version).toMatchObject({ number: 1, sha256: submission.sha256, snapshot: submission.snapshot })
  })

  test('that was handed in anew is not approved by who read the one before, and what they typed stays', async ({
    signedInAs,
    db,
  }) => {
    const [lead, staff] = [await signedInAs('lead'), await signedInAs('engure')]
    const seen = fieldsOf((await lead.get(`${work('smarde')}/decision`)).text, `${work('smarde')}/approval`)
    const key = String(seen['rows'])
    await staff.post(`${work('smarde')}/withdrawal`).expect(303)
    await db('initiatives').where({ slug: 'smardes-muzikas-pecpusdienas' }).update({ responsible: 'Somebody else' })
    await staff.post(`${work('smarde')}/submission`).expect(303)

    const typed = { ...seen, [`row.${key}.text`]: 'Heat the hall', [`row.${key}.dueOn`]: '01.06.2020' }
    const again = await lead
      .post(`${work('smarde')}/approval`)
      .type('form')
      .send(typed)
      .expect(409)
    expect(again.text).toContain('The plan was submitted anew')
    expect(again.text).toContain('Heat the hall')
    const now = fieldsOf(again.text, `${work('smarde')}/approval`)
    expect(now['sha256']).not.toBe(seen['sha256'])
    await lead
      .post(`${work('smarde')}/approval`)
      .type('form')
      .send(now)
      .expect(303)
    expect((await rowOf(planOf(db, 'smarde'), { state: z.string() })).state).toBe('approved')
  })

  test('can be read by those who work on the plan, with what became of it, and by nobody else', async ({
    signedInAs,
  }) => {
    const staff = await signedInAs('engure')
    const list = (await staff.get(`${work('engure')}/versions`).expect(200)).text
    for (const words of ['Submission 0.1', 'Version 1.0', 'Submission 1.1', 'returned for changes', 'Version 2.0'])
      expect(list).toContain(words)
    const returned = (await staff.get(`${work('engure')}/versions/1-1`).expect(200)).text
    expect(returned).toContain('The idea is good')
    expect(returned).toContain('The price of the posters is unchanged')
    const visitor = await signedInAs(null)
    expect((await visitor.get('/en/parishes/engure/plan/versions').expect(200)).text).not.toContain('1.1')
    await visitor.get('/en/parishes/engure/plan/versions/1-1').expect(404)
  })

  test('is never changed, nor what became of it, by the portal itself', async ({ db }) => {
    const refused = [
      `update plan_submissions set minor = 9`,
      `delete from plan_submissions`,
      `update plan_outcomes set outcome = 'approved'`,
      `delete from plan_notes`,
      `update plan_conditions set due_on = '2030-01-01'`,
      `delete from plan_conditions`,
    ]
    for (const attempt of refused)
      await expect(db.transaction((trx) => trx.raw(attempt))).rejects.toMatchObject({ code: '42501' })
    const forged = db.transaction((trx) =>
      trx.raw(`
        insert into plan_versions (plan_id, number, snapshot, sha256, submission_id, submitted_by, submitted_at, approved_by, approved_at, superseded_at)
        select plan_id, 99, '{}', sha256, id, submitted_by, now(), (select id from people where id <> submitted_by limit 1), now(), now()
        from plan_submissions limit 1`),
    )
    await expect(forged).rejects.toMatchObject({ constraint: 'plan_versions_as_submitted' })
  })
})

describe('what changed', () => {
  test('is there for everybody, in words, with the sums first', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get(changes).expect(200)
    expect(text.indexOf('Costs')).toBeLessThan(text.indexOf('Fishermen’s market'))
    expect(text).toMatch(/<del><span class="ds-sr-only" lang="en"> removed: <\/span>second ?<\/del>/)
    expect(text).toContain('Ledus zivīm')
    expect(text).toContain('Brīvprātīgie: galdu uzstādīšana')
  })

  test('is told in the language of the reader', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    expect((await visitor.get(changes.replace('/en', '/lv')).expect(200)).text).toContain('pievienots: </span>')
    expect((await visitor.get(changes.replace('/en', '/et')).expect(200)).text).toContain('Suvel ')
  })

  test('can be asked since a day, and a day that is none is said to be so', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const since = (day: string) => visitor.get(`${changes}?since=${encodeURIComponent(day)}`)
    expect((await since('2020-01-15').expect(200)).text).toContain('Ledus zivīm')
    expect((await since('1.3.2020').expect(200)).text).toContain('Nothing changed')
    expect((await since('2019-01-01').expect(200)).text).toContain('everything in this version is new')
    const wrong = (await since('<script>').expect(422)).text
    expect(wrong).toContain('value="&lt;script&gt;"')
  })

  test('costs the same few queries however long the plan is', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    expect(await queriesOf(db, () => visitor.get(changes).expect(200))).toBe(3)
    const lead = await signedInAs('lead')
    const asked = await queriesOf(db, () => lead.get(`${work('engure')}/changes?from=1-0&to=draft`).expect(200))
    expect(asked).toBeLessThanOrEqual(7)
  })

  test('is shown to who decides, beside the decision', async ({ signedInAs }) => {
    const staff = await signedInAs('engure')
    await staff.post(`${work('engure')}/draft`).expect(303)
    const jobs = fieldsOf((await staff.get(`${work('engure')}/jobs`)).text)
    const share = Object.keys(jobs).find((name) => name.endsWith('.fte')) ?? ''
    await staff
      .post(`${work('engure')}/jobs`)
      .type('form')
      .send({ ...jobs, [share]: '0.5', do: 'save' })
      .expect(303)
    await staff.post(`${work('engure')}/submission`).expect(303)
    const page = (await (await signedInAs('lead')).get(`${work('engure')}/decision`).expect(200)).text
    expect(page).toMatch(/0\.4<\/del>[\s\S]*0\.5<\/ins>/)
    expect(page).not.toContain('Ledus zivīm')
  })
})
