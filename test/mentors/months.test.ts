import { describe, expect } from 'vitest'
import { fieldsOf } from '../support/form.ts'
import { test } from '../support/test.ts'
import { held, idOf, monthAt, send } from './story.ts'

describe('a mentor’s month', () => {
  test('is signed, confirmed by each community, approved by each partner, and then locked', async ({ as, db }) => {
    await held(db, 'gaujiena', '2020-01-31', 90)
    await held(db, 'varska', '2020-01-02', 30)
    const at = await monthAt(db, '2020-01')
    const mentor = await as('mentor')
    const page = await mentor.get(at).expect(200)
    await send(mentor, `${at}/submission`, fieldsOf(page.text, `${at}/submission`)).expect(303)
    const gaujiena = await idOf(db, 'parishes', { slug: 'gaujiena' })
    const varska = await idOf(db, 'parishes', { slug: 'varska' })

    await send(await as('gaujiena'), `${at}/confirmation`, { parish: gaujiena }).expect(303)
    const ape = await as('ape')
    const territory = await idOf(db, 'territories', { slug: 'ape' })
    await send(ape, `${at}/approval`, { territory }).expect(303)
    expect(await db('timesheets').first('state')).toEqual({ state: 'submitted' })

    const setomaa = await as('setomaa')
    const home = await idOf(db, 'territories', { slug: 'setomaa' })
    await send(setomaa, `${at}/approval`, { territory: home }).expect(403)
    await send(setomaa, `${at}/confirmation`, { parish: varska, going: '' }).expect(422)
    await send(setomaa, `${at}/confirmation`, { parish: varska, going: 'Nobody there yet' }).expect(303)
    await send(setomaa, `${at}/approval`, { territory: home }).expect(303)
    expect(await db('timesheets').first('state')).toEqual({ state: 'locked' })
    const locked = await mentor.get(at).expect(200)
    expect(locked.text).toContain('Nobody there yet')
  })
})
