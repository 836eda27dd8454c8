import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { idOf, viewerOf } from '../../advice/advice-session.ts'
import { test } from '../../../support/test.ts'
import { anIdea, lv, parishOf } from '../initiative-setup.ts'

const typed = (changes: Record<string, string> = {}) => ({
  key: randomUUID(),
  parish: 'gaujiena',
  in: 'lv',
  title: 'Maizes krāsns pie skolas',
  what: 'Cept kopā <script>alert(1)</script>',
  forWhom: 'Ģimenēm',
  ...changes,
})

describe('an idea', () => {
  test('of somebody in the parish reaches the partner’s staff', async ({ signedInAs, db }) => {
    const member = await signedInAs('gaujiena')
    await member.get('/lv/initiatives/new').expect(200)
    const place = '/lv/initiatives/maizes-krasns-pie-skolas'
    await member.post('/lv/initiatives/new').type('form').send(typed()).expect(303).expect('Location', place)
    expect((await member.get(place).expect(200)).text).toContain('Paldies par ideju!')

    const staff = await signedInAs('ape')
    const list = await staff.get('/lv/initiatives?state=idea').expect(200)
    expect(list.text).toContain('Maizes krāsns pie skolas')
    expect(list.text).toContain('vēl nav publiska')
    const page = await staff.get(place).expect(200)
    expect(page.text).toContain('Cept kopā &lt;script&gt;')
    expect(page.text).not.toContain('<script>alert')

    const proposedBy = await idOf(db, 'people', { email: 'gaujiena@example.org' })
    expect(await db('initiatives').first()).toMatchObject({ state: 'idea', openToCommunity: true, proposedBy })
    expect(await db('auditLog').where({ event: 'initiative.proposed' }).first()).toMatchObject({ personId: proposedBy })
  })

  test('is not there for the public, other parishes and other territories', async ({ signedInAs, db }) => {
    const { slug } = await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Krāsns') })
    for (const member of [null, 'varska', 'engure', 'setomaa', 'admin'] as const) {
      const browser = await signedInAs(member)
      await browser.get(`/lv/initiatives/${slug}`).expect(404)
      expect((await browser.get('/lv/initiatives').expect(200)).text, String(member)).not.toContain('Krāsns')
    }
  })

  test('is proposed for one’s own parish, by people of a parish', async ({ signedInAs, db }) => {
    const page = await (
      await signedInAs('gaujiena')
    )
      .post('/en/initiatives/new')
      .type('form')
      .send(typed({ parish: 'varska' }))
      .expect(422)
    expect(page.text).toContain('Maizes krāsns pie skolas')
    for (const member of ['ape', 'mentor', 'lead', 'auditor', 'admin'] as const) {
      await (await signedInAs(member)).post('/en/initiatives/new').type('form').send(typed()).expect(403)
    }
    await (await signedInAs(null)).get('/en/initiatives/new').expect(302)
    expect(await db('initiatives')).toEqual([])
  })

  test('sent twice is one', async ({ signedInAs, db }) => {
    const member = await signedInAs('gaujiena')
    const form = typed()
    for (let times = 1; times <= 2; times++) {
      await member
        .post('/lv/initiatives/new')
        .type('form')
        .send(form)
        .expect(303)
        .expect('Location', '/lv/initiatives/maizes-krasns-pie-skolas')
    }
    expect(await db('initiatives')).toHaveLength(1)
  })

  test('sent again after another sentence was added says what was saved, and gives back what was not', async ({
    signedInAs,
    db,
  }) => {
    const member = await signedInAs('gaujiena')
    const idea = '/lv/initiatives/new'
    const form = typed()
    await member.post(idea).type('form').send(form).expect(303)
    const changed = { ...form, what: 'Un vēl viens teikums.' }
    const page = await member.post(idea).type('form').send(changed).expect(409)
    expect(page.text).toContain('href="/lv/initiatives/maizes-krasns-pie-skolas"')
    const { key, ...kept } = fieldsOf(page.text, idea) as Record<string, string>
    expect([key, kept['what']]).toEqual([undefined, 'Un vēl viens teikums.'])
    await member.post(idea).type('form').send(kept).expect(303)
    expect(await db('initiatives')).toHaveLength(2)
  })

  test.for([
    ['Rock’n’roll vakars', 'rock-n-roll-vakars'],
    ["Bērnu 'klubs'", 'bernu-klubs'],
    ['Хлебная печь', 'gaujiena-idea'],
    ['New', 'new-2'],
  ] as const)('called %s gets the address %s', async ([title, slug], { signedInAs }) => {
    const member = await signedInAs('gaujiena')
    await member
      .post('/en/initiatives/new')
      .type('form')
      .send(typed({ title }))
      .expect(303)
      .expect('Location', `/en/initiatives/${slug}`)
    expect((await member.get(`/en/initiatives/${slug}`).expect(200)).text).toContain(title.replaceAll("'", '&#39;'))
  })

  test('gets an address of its own where another has the name', async ({ db }) => {
    const slugs: string[] = []
    for (let times = 1; times <= 3; times++)
      slugs.push((await anIdea(db, 'gaujiena', null, { title: lv('Tirgus') })).slug)
    expect(slugs).toEqual(['tirgus', 'tirgus-2', 'tirgus-3'])
  })

  test('is rewritten by who proposed it, until it is taken up', async ({ signedInAs, db }) => {
    const { slug } = await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Krāsns') })
    const member = await signedInAs('gaujiena')
    const form = await member.get(`/lv/initiatives/${slug}/edit?in=et`).expect(200)
    expect(form.text).toContain('name="version" value="1"')
    const sent = { in: 'et', title: 'Ahi', what: 'Küpsetame', forWhom: '', version: '1' }
    await member.post(`/lv/initiatives/${slug}/edit`).type('form').send(sent).expect(303)
    expect(await db('initiatives').first()).toMatchObject({
      title: { source: 'lv', lv: 'Krāsns', et: 'Ahi' },
      slug,
      version: 2,
    })

    const late = await member
      .post(`/lv/initiatives/${slug}/edit`)
      .type('form')
      .send({ ...sent, title: 'Leivaahi' })
      .expect(409)
    expect(late.text).toContain('value="Leivaahi"')
    expect(late.text).toContain('Krāsns')
    expect(late.text).toContain('name="version" value="2"')

    await (await signedInAs('ape')).post(`/lv/initiatives/${slug}/drafting`).expect(303)
    await member.get(`/lv/initiatives/${slug}/edit`).expect(403)
    await (await signedInAs('varska')).get(`/lv/initiatives/${slug}/edit`).expect(404)
  })
})

describe('partner staff', () => {
  test('take an idea into the plan, unless the plan is being decided on', async ({ signedInAs, db }) => {
    const { slug } = await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Krāsns') })
    const { parishId } = await parishOf(db, 'gaujiena')
    const [staff, lead] = [await viewerOf(db, 'ape'), await viewerOf(db, 'lead')]
    await db('plans').insert({ parishId, state: 'submitted', submittedBy: staff.id, submittedAt: new Date() })
    const browser = await signedInAs('ape')
    expect((await browser.get(`/en/initiatives/${slug}`).expect(200)).text).toContain(
      'The parish’s plan has been submitted.',
    )
    await browser.post(`/en/initiatives/${slug}/drafting`).expect(403)

    await db('plans').update({
      state: 'returned',
      decidedBy: lead.id,
      decidedAt: new Date(),
      decisionNote: JSON.stringify(lv('Lūdzu, papildiniet')),
    })
    await browser.post(`/en/initiatives/${slug}/drafting`).expect(303)
    expect(await db('initiatives').first()).toMatchObject({ state: 'drafting', version: 2 })
    expect(await db('auditLog').where({ event: 'initiative.planning_started' })).toHaveLength(1)
    expect((await browser.get(`/en/initiatives/${slug}`).expect(200)).text).toContain(
      `/en/work/parishes/gaujiena/plan/initiatives/${slug}`,
    )
  })

  test('give an initiative up with a reason that who proposed it can read', async ({ signedInAs, db }) => {
    const { slug } = await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Krāsns') })
    const staff = await signedInAs('ape')
    await staff.get(`/lv/initiatives/${slug}/drop`).expect(200)
    await staff.post(`/lv/initiatives/${slug}/drop`).type('form').send({ in: 'lv', reason: ' ' }).expect(422)
    await staff.post(`/lv/initiatives/${slug}/drop`).type('form').send({ in: 'lv', reason: 'Nav meistara' }).expect(303)
    expect(await db('initiatives').first()).toMatchObject({ state: 'dropped', dropReason: lv('Nav meistara') })
    expect((await (await signedInAs('gaujiena')).get(`/lv/initiatives/${slug}`).expect(200)).text).toContain(
      'Nav meistara',
    )
  })

  test('alone decide on ideas of their territory', async ({ signedInAs, db }) => {
    const { slug } = await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Krāsns') })
    const statuses = {
      lead: 403,
      mentor: 403,
      auditor: 403,
      gaujiena: 403,
      varska: 404,
      setomaa: 404,
      engure: 404,
      admin: 404,
    } as const
    for (const [member, status] of Object.entries(statuses)) {
      const browser = await signedInAs(member as keyof typeof statuses)
      await browser.post(`/lv/initiatives/${slug}/drafting`).expect(status)
      await browser.get(`/lv/initiatives/${slug}/drop`).expect(status)
      await browser.post(`/lv/initiatives/${slug}/drop`).type('form').send({ in: 'lv', reason: 'x' }).expect(status)
    }
    expect(await db('initiatives').first()).toMatchObject({ state: 'idea', version: 1 })
  })
})
