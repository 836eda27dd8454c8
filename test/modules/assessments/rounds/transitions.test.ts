import { describe, expect } from 'vitest'
import { z } from 'zod'
import { fingerprint } from '#platform/values/canonical.ts'
import { inParish } from '../../../support/roles/cases.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { answerOf, roundOf, send, stateOf } from '../assessment-round.ts'
import { rowOf } from '../../../support/rows.ts'

describe('an assessment on its way', () => {
  test('cannot be submitted while something is missing, and names it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const page = await ape.get(roundOf('viresi')).expect(200)
    expect(page.text).toContain('What is still missing')
    expect(page.text).toContain('Market: 6 questions not answered')
    expect(page.text).not.toContain('/submission"')
    await ape.post(`${roundOf('viresi')}/submission`).expect(303)
    expect(await stateOf(db, 'viresi')).toBe('draft')
  })

  test('needs evidence where the methodology asks for it', async ({ signedInAs, db }) => {
    const alutaguse = await signedInAs('alutaguse')
    const { version } = (await answerOf(db, 'iisaku', 'money.annual_report')) ?? { version: 0 }
    const body = { value: 'yes', version: String(version), in: 'et' }
    expect((await send(alutaguse, db, 'iisaku', 'money.annual_report', body)).status).toBe(303)
    const page = await alutaguse.get(roundOf('iisaku')).expect(200)
    expect(page.text).toContain('Has last year’s annual report been filed? (evidence)')
    expect(page.text).not.toContain('/submission"')
    await send(alutaguse, db, 'iisaku', 'money.annual_report', {
      ...body,
      version: String(version + 1),
      evidence: 'Register',
    })
    await alutaguse.post(`${roundOf('iisaku')}/submission`).expect(303)
    expect(await stateOf(db, 'iisaku')).toBe('submitted')
  })

  test('needs a meeting', async ({ signedInAs, db }) => {
    await db('assessmentMeetings')
      .whereIn('assessmentId', db('assessments').whereIn('parishId', inParish(db, 'iisaku')).select('id'))
      .delete()
    const page = await (await signedInAs('alutaguse')).get(roundOf('iisaku')).expect(200)
    expect(page.text).toContain('No meeting is entered at which the parish assessed itself.')
  })

  test('goes back with a note that partner staff read, is mended, and is approved', async ({ signedInAs, db }) => {
    const [lead, ape] = [await signedInAs('lead'), await signedInAs('ape')]
    const send = (note: string) =>
      lead
        .post(`${roundOf('trapene')}/return`)
        .type('form')
        .send({ note, in: 'en' })
    await send('').expect(422)
    await send('Ask <the> young').expect(303)
    expect((await ape.get('/en/work').expect(200)).text).toContain('Assessments to look at')
    expect((await ape.get(roundOf('trapene')).expect(200)).text).toContain('Ask &lt;the&gt; young')
    await ape.post(`${roundOf('trapene')}/submission`).expect(303)
    expect((await lead.get('/en/work').expect(200)).text).toContain(`${roundOf('trapene')}"`)
    await lead.post(`${roundOf('trapene')}/approval`).expect(303)
    expect(await stateOf(db, 'trapene')).toBe('approved')
    await (await signedInAs(null)).get('/en/parishes/trapene/assessment').expect(200)
  })

  test('is never approved by who submitted it, whatever way is tried', async ({ committedDb }) => {
    const trx = await committedDb.transaction()
    const { id, submittedBy } = await trx('assessments').where({ state: 'submitted' }).first('id', 'submittedBy')
    const own = trx('assessments')
      .where({ id })
      .update({ state: 'approved', decidedBy: submittedBy, decidedAt: new Date() })
    await expect(own).rejects.toThrow('assessments_decided_by_another')
    await trx.rollback()
  })
})

describe('what was approved', () => {
  test('is changed by no statement at all', async ({ committedDb }) => {
    const approved = (trx: typeof committedDb) =>
      trx('assessments').where({ state: 'approved', round: 'baseline' }).select('id')
    const statements: ((trx: typeof committedDb) => PromiseLike<unknown>)[] = [
      (trx) => trx('assessmentAnswers').whereIn('assessmentId', approved(trx)).update({ score: 5 }),
      (trx) => trx('assessmentAnswers').whereIn('assessmentId', approved(trx)).delete(),
      (trx) => trx('assessments').whereIn('id', approved(trx)).update({ state: 'draft' }),
      (trx) =>
        trx('assessments')
          .where({ state: 'frozen' })
          .update({ state: 'approved', frozenAt: null, snapshot: null, sha256: null }),
      (trx) => trx('assessments').where({ state: 'frozen' }).update({ snapshot: '{}' }),
      (trx) =>
        trx('assessmentMeetings')
          .whereIn('assessmentId', trx('assessments').where({ state: 'frozen' }).select('id'))
          .update({ participants: 99 }),
      (trx) => trx('assessmentAnswers').where({ score: 3 }).update({ yes: true, score: null }),
    ]
    for (const statement of statements) {
      const trx = await committedDb.transaction()
      await expect(statement(trx)).rejects.toThrow(/never changed|no longer open|fit its criterion/)
      await trx.rollback()
    }
  })

  test('is frozen with a checksum, without the names of people, and its names can still be forgotten', async ({
    signedInAs,
    db,
  }) => {
    const lead = await signedInAs('lead')
    await lead.post(`${roundOf('varska')}/freezing`).expect(303)
    const frozen = await rowOf(db('assessments').whereIn('parishId', inParish(db, 'varska')).first(), {
      id: z.string(),
      sha256: z.string(),
      snapshot: z.looseObject({ sections: z.array(z.unknown()), meetings: z.array(z.unknown()) }),
    })
    expect(frozen.sha256).toBe(fingerprint(frozen.snapshot))
    expect(frozen.snapshot.sections).toHaveLength(9)
    expect(frozen.snapshot.meetings[0]).toMatchObject({ participants: 28 })
    expect(JSON.stringify(frozen.snapshot)).not.toMatch(/Osaleja|väline ekspert|Demo/)
    const { id } = await db('assessmentMeetings').where({ assessmentId: frozen.id }).orderBy('heldOn').first('id')
    const names = `${roundOf('varska')}/meetings/${id}/names`
    await (await signedInAs('setomaa')).post(names).type('form').send({ names: '', version: '1' }).expect(303)
    expect(await db('meetingParticipants').where({ meetingId: id })).toEqual([])
  })
})

describe('the next round', () => {
  test('freezes the one before it, and waits for it to be approved', async ({ signedInAs, db }) => {
    const [ape, setomaa] = [await signedInAs('ape'), await signedInAs('setomaa')]
    await ape.post(`${roundOf('viresi', 'midterm')}/beginning`).expect(409)
    expect(await stateOf(db, 'varska')).toBe('approved')
    await setomaa.post(`${roundOf('varska', 'midterm')}/beginning`).expect(303)
    expect([await stateOf(db, 'varska'), await stateOf(db, 'varska', 'midterm')]).toEqual(['frozen', 'draft'])
    // Pressed twice, or by a colleague: how things stand, and who did what, is on the page that it leads to.
    const again = await setomaa.post(`${roundOf('varska', 'midterm')}/beginning`).expect(303)
    expect(again.headers['location']).toBe(roundOf('varska', 'midterm'))
    const page = await setomaa.get(roundOf('varska', 'midterm')).expect(200)
    expect(String(again.headers['set-cookie'])).toContain('step_over')
    expect(page.text).toContain('Assessment started')
  })
})

describe('the rounds of a parish', () => {
  const begin = '/en/work/parishes/alajoe/assessment'

  test('begin with the first, one after the other, and no button offers another', async ({ signedInAs, db }) => {
    const alutaguse = await signedInAs('alutaguse')
    const page = await alutaguse.get(begin).expect(200)
    expect([...page.text.matchAll(/assessment\/(\w+)\/beginning"/g)].map(([, round]) => round)).toEqual(['baseline'])
    expect(page.text).toContain('A round that was left out cannot be started later.')
    await alutaguse.post(`${begin}/final/beginning`).expect(409)
    expect(await db('assessments').whereIn('parishId', inParish(db, 'alajoe'))).toEqual([])
  })

  test('are dropped again as long as nothing is entered in them', async ({ signedInAs, db }) => {
    const alutaguse = await signedInAs('alutaguse')
    await alutaguse.post(`${begin}/baseline/beginning`).expect(303)
    const page = await alutaguse.get(`${begin}/baseline`).expect(200)
    expect(page.text).toContain('Remove this round')
    const { headers } = await alutaguse.post(`${begin}/baseline/removal`).expect(303)
    expect(headers['location']).toBe(begin)
    expect(await db('assessments').whereIn('parishId', inParish(db, 'alajoe'))).toEqual([])
    expect(await db('auditLog').where({ event: 'assessment.dropped' })).toHaveLength(1)

    const ape = await signedInAs('ape')
    expect((await ape.get(roundOf('viresi')).expect(200)).text).not.toContain('Remove this round')
    await ape.post(`${roundOf('viresi')}/removal`).expect(303)
    expect(await stateOf(db, 'viresi')).toBe('draft')
  })
})
