import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { may } from '#modules/resources/policy.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { idOfParish, viewerOf } from '../../support/people.ts'
import { queriesOf } from '../../support/queries.ts'
import { demoMembers, testOfDemo as test } from '../../support/test.ts'
import { idOf, rowOf, multilingual } from '../../support/rows.ts'

const register = '/en/work/parishes/gaujiena/resources'
const nothing = { description: '', condition: '', availability: '', verifiedBy: '', verifiedOn: '' }
const mill = { ...nothing, category: 'place', name: 'Old mill', owner: 'The <b> family', in: 'en', public: 'yes' }

const findMill = (db: Db) => db('resources').whereRaw(`name ->> 'en' like 'Old mill%'`).first()

describe('the register of resources', () => {
  test('takes what partner staff enter once, and shows it as they wrote it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(`${register}/new`).expect(200)).text)
    const send = () =>
      ape
        .post(`${register}/new`)
        .type('form')
        .send({ ...fields, ...mill, verifiedBy: 'Parish office', verifiedOn: '1.2.2020' })
    await Promise.all([send().expect(303), send().expect(303)])
    expect(await db('resources').whereRaw(`name ->> 'en' = 'Old mill'`)).toHaveLength(1)
    const list = await ape.get(register).expect(200)
    expect(list.text).toContain('The &lt;b&gt; family')
    expect(list.text).toContain('Parish office, <time datetime="2020-02-01">')
  })

  test('gives back all that was typed where something is wrong', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const send = (changes: object) =>
      ape
        .post(`${register}/new`)
        .type('form')
        .send({ ...mill, owner: 'Keep me', ...changes })
    for (const [changes, problem] of [
      [{ name: '' }, 'Fill in this field.'],
      [{ category: 'castle' }, 'Choose one option.'],
      [{ verifiedBy: 'Somebody' }, 'Fill in both who checked it and when'],
      [{ description: '010190-12345' }, 'Do not enter personal identity codes.'],
    ] as const) {
      const page = await send(changes).expect(422)
      expect(page.text).toContain(problem)
      expect(page.text).toContain('value="Keep me"')
    }
  })

  test('is translated beside what is there, and a name may stand in one language only', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await ape.post(`${register}/new`).type('form').send(mill).expect(303)
    const { id } = await findMill(db)
    const fields = fieldsOf((await ape.get(`${register}/${id}?in=lv`).expect(200)).text, `${register}/${id}`)
    await ape
      .post(`${register}/${id}`)
      .type('form')
      .send({ ...fields, description: 'Koka dzirnavas' })
      .expect(303)
    expect(await findMill(db)).toMatchObject({
      name: { source: 'en', en: 'Old mill' },
      description: { source: 'lv', lv: 'Koka dzirnavas' },
      version: 2,
    })
  })

  test('shows both texts to who saves over somebody else, and overwrites nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await ape.post(`${register}/new`).type('form').send(mill).expect(303)
    const { id } = await findMill(db)
    const save = (name: string) =>
      ape
        .post(`${register}/${id}`)
        .type('form')
        .send({ ...mill, name, version: '1' })
    await save('Old mill by the river').expect(303)
    const late = await save('Old mill on the hill').expect(409)
    expect(late.text).toContain('Old mill by the river')
    expect(late.text).toContain('value="Old mill on the hill"')
    expect(fieldsOf(late.text, `${register}/${id}`)['version']).toBe('2')
    expect((await rowOf(findMill(db), { name: multilingual })).name.en).toBe('Old mill by the river')
  })

  test('keeps what is no longer there, out of sight and out of choice, until it is brought back', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    await ape.post(`${register}/new`).type('form').send(mill).expect(303)
    const { id } = await findMill(db)
    await ape.post(`${register}/${id}/gone`).expect(303)
    await ape.post(`${register}/${id}/gone`).expect(303)
    expect((await ape.get(register)).text).not.toContain('Old mill')
    expect((await ape.get(`${register}?state=gone`)).text).toContain('Old mill')
    expect((await (await signedInAs(null)).get('/en/parishes/gaujiena')).text).not.toContain('Old mill')
    await ape.post(`${register}/${id}/back`).expect(303)
    expect((await ape.get(register)).text).toContain('Old mill')
  })

  test('is shown to everybody on the parish’s page as far as it is public, and to nobody beyond', async ({
    signedInAs,
    db,
  }) => {
    const parishId = await idOfParish(db, 'gaujiena')
    const visitor = await signedInAs(null)
    for (const isPublic of [true, false]) {
      for (const archivedOn of [null, '2020-01-01']) {
        const name = `Thing ${isPublic} ${String(archivedOn)}`
        const row = { parishId, category: 'nature', name: { source: 'en', en: name }, public: isPublic, archivedOn }
        await db('resources').insert(row)
        const shown = (await visitor.get('/en/parishes/gaujiena')).text.includes(name)
        expect(shown, name).toBe(may.seeInPublic({ public: isPublic, archivedOn: archivedOn as null }))
      }
    }
  })

  test('is read and written by those whom the policy names', async ({ signedInAs, db }) => {
    const gaujiena = db('parishes').where({ slug: 'gaujiena' }).select('id as parishId', 'territoryId')
    const place = await rowOf(gaujiena, { parishId: z.string(), territoryId: z.string() })
    const staff = ['ape']
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      expect(may.edit(viewer, place), member).toBe(staff.includes(member))
      const { status } = await (await signedInAs(member)).get(register)
      expect(status === 200, member).toBe(may.view(viewer, place))
    }
  })

  test('costs two queries beside that for who asks, however long', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await ape.get(register)
    const count = () => queriesOf(db, () => ape.get(register).expect(200))
    const few = await count()
    const parishId = await idOfParish(db, 'gaujiena')
    await db('resources').insert(
      Array.from({ length: 200 }, (_, at) => ({ parishId, category: 'place', name: { source: 'en', en: `No ${at}` } })),
    )
    expect(await count()).toBe(few)
    expect(few).toBe(3)
  })
})

describe('a plan', () => {
  const section = '/en/work/parishes/viresi/plan/resources'

  test('says what each initiative uses of the register, and comes back from entering what is missing', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const added = await ape
      .post('/en/work/parishes/viresi/resources/new')
      .type('form')
      .send({ ...mill, for: 'plan' })
      .expect(303)
    const { id } = await findMill(db)
    expect(added.headers['location']).toBe(`${section}?resource=${id}`)
    const fields = fieldsOf((await ape.get(`${section}?resource=${id}`).expect(200)).text)
    const key = String(fields['rows']).split(' ').at(-1)
    expect(fields[`row.${key}.resourceId`]).toBe(id)

    await ape.post(section).type('form').send(fields).expect(422)
    const { id: initiativeId } = await db('initiatives').where({ slug: 'viresu-kopienas-busins' }).first('id')
    const use = {
      [`row.${key}.initiativeId`]: initiativeId,
      [`row.${key}.whatFor`]: 'To park the bus',
      [`row.${key}.contribution`]: 'free_use',
      [`row.${key}.quantity`]: '2,5',
      [`row.${key}.unit`]: 'days',
    }
    await ape
      .post(section)
      .type('form')
      .send({ ...fields, ...use })
      .expect(303)
    const draft = (await ape.get('/en/work/parishes/viresi/plan/text').expect(200)).text
    expect(draft).toMatch(/Old mill[\s\S]*To park the bus \(use free of charge: 2\.5 days\)/)
    expect((await ape.get('/en/work/parishes/viresi/resources')).text).toContain(
      '/en/initiatives/viresu-kopienas-busins',
    )
  })

  test('cannot use what another parish has', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const foreign = await idOf(db('resources').where({ parishId: await idOfParish(db, 'varska') }))
    const { id: initiativeId } = await db('initiatives').where({ slug: 'viresu-kopienas-busins' }).first('id')
    const fields = fieldsOf((await ape.get(section)).text)
    const rows = `${String(fields['rows'])} new-1`.trim()
    const use = { 'row.new-1.resourceId': foreign, 'row.new-1.initiativeId': initiativeId }
    const rest = {
      'row.new-1.whatFor': '',
      'row.new-1.quantity': '',
      'row.new-1.unit': '',
      'row.new-1.contribution': '',
    }
    const page = await ape
      .post(section)
      .type('form')
      .send({ ...fields, ...use, ...rest, rows })
      .expect(422)
    expect(page.text).toContain('Choose one option.')
  })

  test('in force from before there was a register is read as it was', async ({ signedInAs, db }) => {
    const old = {
      category: 'nature_culture',
      name: { source: 'en', en: 'The lake' },
      owner: 'nature park',
      condition: null,
      availability: { source: 'en', en: 'All year' },
      initiatives: [],
    }
    const inForce = db('planVersions')
      .join('plans', 'plans.id', 'planId')
      .where({ parishId: await idOfParish(db, 'gaujiena'), supersededAt: null })
      .select('planVersions.id', 'planVersions.snapshot', 'planId', 'number')
    const version = await rowOf(inForce, {
      id: z.string(),
      snapshot: z.record(z.string(), z.unknown()),
      planId: z.string(),
      number: z.number(),
    })
    const decided = await rowOf(db('planVersions').where({ id: version.id }), {
      submittedBy: z.string(),
      submittedAt: z.date(),
      approvedBy: z.string(),
      approvedAt: z.date(),
    })
    await db('planVersions').where({ id: version.id }).update({ supersededAt: new Date() })
    await db('planVersions').insert({
      ...decided,
      planId: version.planId,
      number: version.number + 1,
      snapshot: JSON.stringify({ ...version.snapshot, resources: [old] }),
      sha256: '0'.repeat(64),
    })
    const page = await (await signedInAs(null)).get('/en/parishes/gaujiena/plan').expect(200)
    expect(page.text).toMatch(
      /The lake<\/strong> \(nature and culture\)\. Owner: nature park\. When it can be used: All year/,
    )
  })
})
