import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { idOf } from '../../../support/rows.ts'

const plan = '/en/work/parishes/viresi/plan'

const row = (key: string, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`row.${key}.${field}`, value]))

describe('the actions of a plan', () => {
  test('are saved as they were typed, months in any usual way of writing', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(`${plan}/actions`).expect(200)).text)
    const [first = ''] = String(fields['rows']).split(' ')
    const typed = row(first, {
      what: 'Find <drivers> & a route',
      who: 'Valde',
      fromMonth: '6/2020',
      toMonth: '2020-07',
    })
    await ape
      .post(`${plan}/actions`)
      .type('form')
      .send({ ...fields, ...typed })
      .expect(303)
    const page = await ape.get(`${plan}/actions`).expect(200)
    expect(page.text).toContain('Find &lt;drivers&gt; &amp; a route</textarea>')
    expect(page.text).toContain('value="06.2020"')
    expect(page.text).toContain('value="07.2020"')
  })

  test('do not end before they begin, and belong to an initiative of this plan', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(`${plan}/actions`)).text)
    const [first = ''] = String(fields['rows']).split(' ')
    const turned = row(first, { fromMonth: '09.2020', toMonth: '08.2020' })
    const page = await ape
      .post(`${plan}/actions`)
      .type('form')
      .send({ ...fields, ...turned })
      .expect(422)
    expect(page.text).toContain('The last month must not be before the first.')
    const initiativeId = await idOf(db('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' }))
    await ape
      .post(`${plan}/actions`)
      .type('form')
      .send({ ...fields, ...row(first, { initiativeId }) })
      .expect(422)
  })

  test('are on the list of what a plan lacks until each initiative has one that is complete', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    expect((await ape.get(plan)).text).toContain('Actions, row 1 is not complete')
    await db('initiativeActions').delete()
    expect((await ape.get(plan)).text).toContain('no action')
  })

  test('are drawn by month and told in a table, to partner staff and to everybody', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    for (const address of ['/en/parishes/gaujiena/plan', '/en/initiatives/gaujienas-kopienas-virtuve']) {
      const page = await visitor.get(address).expect(200)
      expect(page.text).toContain('<svg class="gantt__drawing"')
      expect(page.text).toContain('Agree on the rooms with the school and the municipality')
      expect(page.text).toContain('01.2020–02.2020')
      expect(page.text).toContain('class="gantt__today"')
      expect(page.text).toContain('05.2019–04.2021')
    }
    const staff = await (await signedInAs('ape')).get('/en/work/parishes/gaujiena/plan').expect(200)
    expect(staff.text).toContain('<svg class="gantt__drawing"')
  })

  test('are missing from versions frozen before there were any, which still read as they did', async ({
    signedInAs,
    db,
  }) => {
    await db.raw(`update published_initiatives set content = content - 'actions'`)
    const page = await (await signedInAs(null)).get('/en/initiatives/gaujienas-kopienas-virtuve').expect(200)
    expect(page.text).not.toContain('gantt')
  })
})
