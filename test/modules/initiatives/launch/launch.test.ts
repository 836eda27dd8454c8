import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { queriesOf } from '../../../support/queries.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { rowOf, multilingual } from '../../../support/rows.ts'

const weavers = '/en/initiatives/gaujienas-audeju-darbnica'
const helper = '/en/initiatives/gaujienas-paligs-majas'
const kitchen = '/en/initiatives/gaujienas-kopienas-virtuve'

const stateOf = async (db: Db, address: string) =>
  (await rowOf(db('initiatives').where({ slug: address.split('/').at(-1) }), { state: z.string() })).state

/** Gives the weavers the advice that they lack, as if it had been logged when they designed it. */
async function advise(db: Db) {
  const { id } = await db('initiatives').where({ slug: 'gaujienas-audeju-darbnica' }).first('id')
  await db('adviceSessions').where({ initiativeId: id }).update({ phase: 'design' })
  return id as string
}

describe('an initiative on its way', () => {
  test('says what it waits for, why, and who can mend it, to those who work on it and to its community', async ({
    signedInAs,
  }) => {
    for (const member of ['ape', 'mentor', 'lead', 'auditor', 'gaujiena'] as const) {
      const { text } = await (await signedInAs(member)).get(weavers).expect(200)
      expect(text).toContain('Waiting for: advice while designing')
      expect(text).toContain('No mentor has logged advice on the design of this initiative yet.')
      expect(text).toContain('Mentor (Demo mentors)')
      expect(text.includes('Open to correct it'), member).toBe(member !== 'gaujiena')
      expect(text).not.toContain(`${weavers}/readiness`)
    }
    expect((await (await signedInAs(null)).get(weavers)).text).not.toContain('Waiting for')
    expect((await (await signedInAs('setomaa')).get(weavers)).text).not.toContain('Waiting for')
  })

  test('shows the lights of all initiatives on the plan’s overview, in one round trip', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const { text } = await ape.get('/en/work/parishes/gaujiena/plan').expect(200)
    expect(text).toContain('Waiting for: advice while designing')
    expect(text).toContain('Everything is in place')
    expect(await queriesOf(db, () => ape.get('/en/work/parishes/gaujiena/plan'))).toBeLessThanOrEqual(3)
  })

  test('is ready only through the gate, which is looked at again when the button is pressed', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const refused = await ape.post(`${weavers}/readiness`).expect(422)
    expect(refused.text).toContain('Something that is needed is no longer in place')
    expect(await stateOf(db, weavers)).toBe('approved')

    const id = await advise(db)
    expect((await ape.get(weavers)).text).toContain(`${weavers}/readiness`)
    await db('targetGroups').where({ initiativeId: id }).delete()
    const emptied = await ape.post(`${weavers}/readiness`).expect(422)
    expect(emptied.text).toContain('It is not said for whom the initiative is.')
    expect(await stateOf(db, weavers)).toBe('approved')
  })

  test('goes from ready to launched to work, with the community’s word and the lead partner’s', async ({
    signedInAs,
    db,
  }) => {
    const [ape, member, lead] = [await signedInAs('ape'), await signedInAs('gaujiena'), await signedInAs('lead')]
    await advise(db)
    await ape.post(`${weavers}/readiness`).expect(303)
    // Pressed twice, it is done once.
    await ape.post(`${weavers}/readiness`).expect(303)
    expect(await stateOf(db, weavers)).toBe('ready')

    const send = (launchedOn: string) => member.post(`${weavers}/launch`).type('form').send({ launchedOn })
    expect((await send('03.03.2020').expect(422)).text).toContain('must not lie in the future')
    expect((await send('30.04.2019').expect(422)).text).toContain('must not lie before the project')
    expect((await send('soon').expect(422)).text).toContain('value="soon"')
    await send('01.03.2020').expect(303)

    await ape.post(`${weavers}/launch/confirmation`).expect(403)
    expect((await lead.get('/en/work')).text).toContain('Initiatives whose launch has to be confirmed')
    await lead.post(`${weavers}/launch/return`).type('form').send({ note: '' }).expect(422)
    await lead.post(`${weavers}/launch/return`).type('form').send({ note: 'The <first> day?' }).expect(303)
    expect((await member.get(weavers)).text).toContain('The &lt;first&gt; day?')
    await lead.post(`${weavers}/launch/confirmation`).expect(403)

    await send('02.03.2020').expect(303)
    await lead.post(`${weavers}/launch/confirmation`).expect(303)
    await lead.post(`${weavers}/launch/confirmation`).expect(303)
    expect(await stateOf(db, weavers)).toBe('launched')
    const open = await (await signedInAs(null)).get(weavers).expect(200)
    expect(open.text).toContain('2 March 2020')
    expect(open.text).not.toContain('Demo iedz')

    await ape.post(`${weavers}/operation`).expect(303)
    await ape.post(`${weavers}/pause`).type('form').send({ pauseReason: '' }).expect(422)
    await ape.post(`${weavers}/pause`).type('form').send({ pauseReason: 'No heating' }).expect(303)
    expect((await (await signedInAs(null)).get(weavers)).text).toContain('No heating')
    await ape.post(`${weavers}/operation`).expect(303)
    await ape.post(`${weavers}/closing`).type('form').send({ closeReason: 'No weavers left' }).expect(303)
    expect(await stateOf(db, weavers)).toBe('closed')
    const events = await db('auditLog').whereLike('event', 'initiative.%').orderBy('id', 'desc').limit(9).pluck('event')
    expect(events.toReversed().map((event: string) => event.split('.')[1])).toEqual([
      'made_ready',
      'launch_proposed',
      'launch_returned',
      'launch_proposed',
      'launched',
      'operating',
      'paused',
      'operating',
      'closed',
    ])
  })

  test('stays ready but shows red where something is lost, and is not launched until it is mended', async ({
    signedInAs,
    db,
  }) => {
    const { id } = await db('initiatives').where({ slug: 'gaujienas-paligs-majas' }).first('id')
    const groups = z
      .array(z.looseObject({ who: multilingual, gain: multilingual.nullable() }))
      .parse(await db('targetGroups').where({ initiativeId: id }))
    await db('targetGroups').where({ initiativeId: id }).delete()
    const lead = await signedInAs('lead')
    const page = await lead.get(helper).expect(200)
    expect(page.text).toContain('No longer met')
    expect(page.text).not.toContain('/launch/confirmation"')
    await lead.post(`${helper}/launch/confirmation`).expect(422)
    expect(await stateOf(db, helper)).toBe('ready')
    await db('targetGroups').insert(
      groups.map(({ who, gain, ...rest }) => ({ ...rest, who: JSON.stringify(who), gain: JSON.stringify(gain) })),
    )
    await lead.post(`${helper}/launch/confirmation`).expect(303)
  })

  test('is not pushed back when a change of the plan is approved', async ({ signedInAs, db }) => {
    const [setomaa, lead] = [await signedInAs('setomaa'), await signedInAs('lead')]
    const states = () =>
      db('initiatives').whereLike('slug', 'varska-%').whereNot({ state: 'idea' }).orderBy('slug').pluck('state')
    expect(await states()).toEqual(['drafting', 'closed', 'paused', 'launched'])
    await setomaa.post('/en/work/parishes/varska/plan/submission').expect(303)
    await lead.post('/en/work/parishes/varska/plan/approval').expect(303)
    expect(await states()).toEqual(['approved', 'closed', 'paused', 'launched'])
  })

  test('takes no step that the database does not know, whoever asks', async ({ db }) => {
    const set = (slug: string, changes: object) =>
      db.transaction((trx) => trx('initiatives').where({ slug }).update(changes))
    await expect(set('gaujienas-audeju-darbnica', { state: 'launched' })).rejects.toMatchObject({
      constraint: 'initiatives_transition',
    })
    await expect(set('gaujienas-kopienas-virtuve', { state: 'approved' })).rejects.toMatchObject({
      constraint: 'initiatives_transition',
    })
    await expect(set('gaujienas-kopienas-virtuve', { state: 'closed' })).rejects.toMatchObject({
      constraint: 'initiatives_closed_for_a_reason',
    })
    await expect(set('gaujienas-paligs-majas', { state: 'launched' })).rejects.toMatchObject({
      constraint: 'initiatives_launch_is_confirmed',
    })
    const confirmed = db.raw('proposed_by')
    await expect(
      db.transaction((trx) =>
        trx('launches').whereNull('confirmedAt').update({ confirmedBy: confirmed, confirmedAt: new Date() }),
      ),
    ).rejects.toMatchObject({ constraint: 'launches_confirmed_by_another' })
  })
})

test('an initiative is not ready while nothing answers a must need of its parish', async ({ signedInAs, db }) => {
  const ape = await signedInAs('ape')
  await advise(db)
  const { parishId } = await db('initiatives').where({ slug: 'gaujienas-audeju-darbnica' }).first('parishId')
  const title = JSON.stringify({ source: 'lv', lv: 'Siltas telpas' })
  const need = { parishId, category: 'premises', title, severity: 4 }
  await db('needs').insert({ ...need, priority: 'should' })
  expect((await ape.get(weavers)).text).toContain('Everything is in place')
  await db('needs').insert({ ...need, priority: 'must' })
  expect((await ape.get(weavers)).text).toContain('The parish has 1 essential need that nothing in the plan meets yet.')
  await ape.post(`${weavers}/readiness`).expect(422)
  await db('needs').where({ parishId, priority: 'must', state: 'open' }).update({ state: 'addressed' })
  await ape.post(`${weavers}/readiness`).expect(303)
})

describe('the list of what is needed before a launch', () => {
  test('is the lead partner’s, holds at once for everybody, and is not overwritten unseen', async ({ signedInAs }) => {
    const [lead, ape] = [await signedInAs('lead'), await signedInAs('ape')]
    const page = await lead.get('/en/work/readiness').expect(200)
    const seen = [...page.text.matchAll(/name="seen" value="(\w+)"/g)].map(([, code]) => code)
    expect(seen).toHaveLength(8)
    const required = seen.filter((code) => code !== 'design_advice')
    await ape.post('/en/work/readiness').type('form').send({ seen, required }).expect(403)
    await lead.post('/en/work/readiness').type('form').send({ seen, required }).expect(303)
    expect((await ape.get(weavers)).text).not.toContain('advice while designing')
    await ape.post(`${weavers}/readiness`).expect(303)
    await lead.post('/en/work/readiness').type('form').send({ seen, required: [] }).expect(409)
    expect((await (await signedInAs('auditor')).get('/en/work/admin/audit')).text).toContain(
      'Changed what is needed before a launch',
    )
  })

  test('says of a kitchen that runs neither red nor green', async ({ signedInAs }) => {
    const { text } = await (await signedInAs('ape')).get(kitchen).expect(200)
    expect(text).not.toContain('Everything is in place')
    expect(text).toContain('Pause…')
  })
})
