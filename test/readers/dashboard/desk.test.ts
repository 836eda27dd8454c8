import { describe, expect } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { locales } from '#platform/i18n/locale.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { idOfParish, viewerOf } from '../../support/people.ts'
import { queriesOf } from '../../support/queries.ts'
import { demoMembers, test, type Member } from '../../support/test.ts'

async function planOf(db: Db, slug: string, state: string, by: Member, note?: string) {
  const [submitter, lead] = [await viewerOf(db, by), await viewerOf(db, 'lead')]
  await db('plans').insert({
    parishId: await idOfParish(db, slug),
    state,
    ...(state === 'draft' ? {} : { submittedBy: submitter.id, submittedAt: '2020-02-20T10:00:00Z' }),
    ...(note
      ? { decidedBy: lead.id, decidedAt: '2020-02-25T10:00:00Z', decisionNote: { source: 'et', et: note } }
      : {}),
  })
}

const ideaIn = async (db: Db, slug: string, title: string, facts: object = {}) =>
  db('initiatives').insert({
    slug: title.toLowerCase().replaceAll(' ', '-'),
    parishId: await idOfParish(db, slug),
    state: 'idea',
    title: { source: 'en', en: title },
    ...facts,
  })

describe('the desk', () => {
  test('is not for visitors', async ({ signedInAs }) => {
    await (await signedInAs(null)).get('/lv/work').expect(302)
  })

  for (const member of demoMembers) {
    test(`greets ${member} in every language`, async ({ signedInAs }) => {
      const browser = await signedInAs(member)
      for (const locale of locales) {
        const { text } = await browser.get(`/${locale}/work`).expect(200)
        expect(text.match(/<h1/g)).toHaveLength(1)
        expect(text, 'a word without a translation').not.toMatch(/>\s*(?!www)[a-z_]+(\.[a-z_0-9]+)+\s*</)
      }
    })
  }

  test('shows partner staff the plans and ideas of their own territory', async ({ signedInAs, db }) => {
    await planOf(db, 'gaujiena', 'draft', 'ape')
    await planOf(db, 'trapene', 'returned', 'ape', 'Palun lisage kulud.')
    await planOf(db, 'varska', 'returned', 'setomaa', 'Mujal.')
    await ideaIn(db, 'viresi', 'A village oven')
    await ideaIn(db, 'iisaku', 'A distant sauna')
    const { text } = await (await signedInAs('ape')).get('/en/work').expect(200)
    expect(text).toContain('Palun lisage kulud.')
    expect(text).toContain('A village oven')
    expect(text).toContain('not started')
    expect(text).toContain('href="/en/work/parishes/gaujiena/plan"')
    for (const foreign of ['Mujal.', 'A distant sauna', 'parishes/varska']) expect(text).not.toContain(foreign)
  })

  test('begins no line with a comma, however narrow the page: what follows a link stands below it', async ({
    signedInAs,
  }) => {
    for (const member of ['ape', 'setomaa', 'lead'] as const) {
      const { text } = await (await signedInAs(member)).get('/lv/work').expect(200)
      expect(text.match(/<\/a>,.{0,60}/g), member).toBeNull()
    }
  })

  test('shows the lead partner what waits for a decision, and all 17', async ({ signedInAs, db }) => {
    await planOf(db, 'gaujiena', 'submitted', 'ape')
    const { text } = await (await signedInAs('lead')).get('/en/work').expect(200)
    expect(text).toContain('Read and decide')
    expect(text).toContain('Demo speciāliste (Ape)')
    expect(text).toContain('20 February 2020')
    expect(text.match(/work\/parishes\/[a-z0-9]+\/plan"/g)).toHaveLength(17 + 2)
  })

  test('does not ask a lead partner to decide on their own submission', async ({ signedInAs, db }) => {
    await planOf(db, 'gaujiena', 'submitted', 'lead')
    const { text } = await (await signedInAs('lead')).get('/en/work').expect(200)
    expect(text).toContain('You submitted it yourself')
    expect(text).not.toContain('Read and decide')
  })

  test('shows a mentor where to log advice', async ({ signedInAs }) => {
    const { text } = await (await signedInAs('mentor')).get('/en/work').expect(200)
    expect(text).toContain('href="/en/work/advice/new"')
    expect(text).toContain('Gaujiena Parish')
    expect(text).toContain('Värska')
  })

  test('shows a villager what is open in their parish, and what they proposed', async ({ signedInAs, db }) => {
    const { id } = await viewerOf(db, 'gaujiena')
    await ideaIn(db, 'gaujiena', 'An open oven')
    await ideaIn(db, 'gaujiena', 'A closed oven', { openToCommunity: false })
    await ideaIn(db, 'gaujiena', 'My own oven', { openToCommunity: false, proposedBy: id })
    await ideaIn(db, 'varska', 'A foreign oven')
    const { text } = await (await signedInAs('gaujiena')).get('/en/work').expect(200)
    for (const shown of ['An open oven', 'My own oven']) expect(text).toContain(shown)
    for (const hidden of ['A closed oven', 'A foreign oven']) expect(text).not.toContain(hidden)
  })

  test('shows somebody with two hats both parts', async ({ signedInAs, db }) => {
    const parishId = await idOfParish(db, 'ape')
    await transact(db, { id: null }, async (tx) =>
      grantRole(tx, await viewerOf(db, 'ape'), { role: 'member', parishId, fromDay: day('2020-01-01') }),
    )
    const { text } = await (await signedInAs('ape')).get('/en/work').expect(200)
    expect(text).toContain('Action plans')
    expect(text).toContain('Your parish')
  })

  test('costs a fixed number of queries', async ({ signedInAs, db }) => {
    const counts = async (member: Member) => {
      const browser = await signedInAs(member)
      return queriesOf(db, () => browser.get('/en/work').expect(200))
    }
    const before = await counts('ape')
    for (const slug of ['ape', 'gaujiena', 'trapene', 'viresi']) await ideaIn(db, slug, `Idea for ${slug}`)
    expect(await counts('ape')).toBe(before)
    expect(before).toBeLessThanOrEqual(12)
  })
})
