import { describe, expect } from 'vitest'
import { logged } from '../../advice/advice-session.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'
import { aDraft, anIdea, lv, published } from '../initiative-setup.ts'

describe('the list of initiatives', () => {
  test('shows everybody what is published, by title, and is filtered by plain addresses', async ({
    signedInAs,
    db,
  }) => {
    await published(db, 'gaujiena', 'operating', { title: lv('Šūpoles'), category: 'youth' })
    await published(db, 'gaujiena', 'approved', { title: lv('Siena darbnīca'), category: 'craft' })
    await published(db, 'varska', 'approved', { title: lv('Tirgus'), category: 'food' })
    await aDraft(db, 'gaujiena', { title: lv('Nepabeigtais') })
    const visitor = await signedInAs(null)
    const titles = async (query = '') =>
      [...(await visitor.get(`/lv/initiatives${query}`).expect(200)).text.matchAll(/<h3><a[^>]*>([^<]+)/g)].map(
        ([, title]) => title,
      )

    expect(await titles()).toEqual(['Siena darbnīca', 'Šūpoles', 'Tirgus'])
    expect(await titles('?territory=ape')).toEqual(['Siena darbnīca', 'Šūpoles'])
    expect(await titles('?territory=ape&category=craft')).toEqual(['Siena darbnīca'])
    expect(await titles('?state=operating')).toEqual(['Šūpoles'])
    expect(await titles('?state=idea')).toEqual([])
    expect(await titles("?state=nonsense&category=')--&territory=nowhere")).toEqual([
      'Siena darbnīca',
      'Šūpoles',
      'Tirgus',
    ])
  })

  test('counts in the words of each language, and turns its pages', async ({ signedInAs, db }) => {
    for (let number = 1; number <= 21; number++)
      await published(db, 'gaujiena', 'approved', { title: lv(`Vieta ${number}`) })
    const visitor = await signedInAs(null)
    expect((await visitor.get('/lv/initiatives')).text).toContain('21 iniciatīva<')
    expect((await visitor.get('/et/initiatives')).text).toContain('21 algatust<')
    for (let number = 22; number <= 26; number++)
      await published(db, 'gaujiena', 'approved', { title: lv(`Vieta ${number}`) })
    const second = await visitor.get('/en/initiatives?page=2').expect(200)
    expect(second.text).toContain('26 initiatives')
    expect(second.text.match(/<h3>/g)).toHaveLength(2)
    await visitor.get('/en/initiatives?page=9').expect(303)
  })

  test('costs two queries, however long', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    for (let number = 1; number <= 15; number++) await published(db, 'gaujiena')
    expect(await queriesOf(db, () => visitor.get('/lv/initiatives').expect(200))).toBe(2)
  })
})

describe('an initiative’s page', () => {
  test('tells the public what the plan in force says, and nothing of the work or the advice', async ({
    signedInAs,
    db,
  }) => {
    const { id, slug } = await published(db, 'gaujiena', 'approved', { title: lv('Virtuve & "krāsns"') })
    await logged(db, 'gaujiena', { initiativeId: id })
    const visitor = await signedInAs(null)
    const page = await visitor.get(`/en/initiatives/${slug}`).expect(200)
    for (const told of [
      'Virtuve &amp; &quot;krāsns&quot;',
      '<strong>katru dienu</strong>',
      '€1,200.50',
      '€5,000.00',
      'Seniori',
      '40 people',
      'part time',
      'lang="lv"',
    ]) {
      expect(page.text).toContain(told)
    }
    for (const kept of ['Darba nosaukums', 'Pārrunājām cenu', 'Aptaujāt kaimiņus', 'Strīds par telpām'])
      expect(page.text).not.toContain(kept)
    expect(page.text).toContain('<meta name="description" content="Siltas pusdienas">')
    expect(await queriesOf(db, () => visitor.get(`/en/initiatives/${slug}`))).toBe(1)
  })

  test('shows its people the summary and the next steps, which they mark done', async ({ signedInAs, db }) => {
    const { id, slug } = await published(db, 'gaujiena')
    const { steps } = await logged(db, 'gaujiena', { initiativeId: id })
    const member = await signedInAs('gaujiena')
    const page = await member.get(`/lv/initiatives/${slug}`).expect(200)
    expect(page.text).toContain('Pārrunājām cenu')
    const action = `/lv/initiatives/${slug}/steps/${steps[0]?.id}/done`
    expect(page.text).toContain(`action="${action}"`)
    await member.post(action).expect(303).expect('Location', `/lv/initiatives/${slug}#checklist`)
    expect((await member.get(`/lv/initiatives/${slug}`)).text).toContain('/undone"')
    expect(await queriesOf(db, () => member.get(`/lv/initiatives/${slug}`))).toBe(4)

    const other = await signedInAs('varska')
    expect((await other.get(`/lv/initiatives/${slug}`).expect(200)).text).not.toContain('Pārrunājām cenu')
    await other.post(action).expect(404)
  })

  test('does not lend its address to another initiative’s steps', async ({ signedInAs, db }) => {
    const [one, two] = [await published(db, 'gaujiena'), await published(db, 'gaujiena')]
    const { steps } = await logged(db, 'gaujiena', { initiativeId: one.id })
    await (await signedInAs('gaujiena')).post(`/lv/initiatives/${two.slug}/steps/${steps[0]?.id}/done`).expect(404)
  })

  test('shows a draft to its parish if it is open to it, and marks it as not public', async ({ signedInAs, db }) => {
    const open = await aDraft(db, 'gaujiena', { title: lv('Atvērtā'), summary: lv('Īsi') })
    const closed = await aDraft(db, 'gaujiena', { title: lv('Slēgtā'), openToCommunity: false })
    const member = await signedInAs('gaujiena')
    expect((await member.get(`/en/initiatives/${open.slug}`).expect(200)).text).toContain('is not public')
    await member.get(`/en/initiatives/${closed.slug}`).expect(404)
    await (await signedInAs('ape')).get(`/en/initiatives/${closed.slug}`).expect(200)
    await (await signedInAs(null)).get(`/en/initiatives/${open.slug}`).expect(404)
  })

  test('shows what the working plan says of a draft', async ({ signedInAs, db }) => {
    const { id, slug } = await anIdea(db, 'gaujiena', null, { title: lv('Tirgus') })
    await db('targetGroups').insert({ initiativeId: id, position: 0, who: JSON.stringify(lv('Kaimiņi')), size: 7 })
    await db('financeLines').insert({ initiativeId: id, position: 0, kind: 'cost', quantity: 2, unitPrice: 1050 })
    await db('plannedJobs').insert({
      initiativeId: id,
      parishId: db('parishes').where({ slug: 'gaujiena' }).select('id'),
      position: 0,
      kind: 'seasonal',
      startsOn: '2020-06-01',
    })
    const page = await (await signedInAs('ape')).get(`/en/initiatives/${slug}`).expect(200)
    for (const told of ['Kaimiņi', '7 people', '€21.00', 'seasonal', '1 June 2020']) expect(page.text).toContain(told)
  })
})
