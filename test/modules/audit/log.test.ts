import { describe, expect } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import { auditHistory, type AuditChange } from '#modules/audit/queries.ts'
import { locales } from '#platform/i18n/locale.ts'
import { idOfParish, viewerOf } from '../../support/people.ts'
import { queriesOf } from '../../support/queries.ts'
import { test, type Member } from '../../support/test.ts'

describe('the activity log', () => {
  test.for<[Member | null, number]>([
    [null, 302],
    ['admin', 200],
    ['lead', 200],
    ['auditor', 200],
    ['ape', 403],
    ['mentor', 403],
    ['varska', 403],
  ])('is shown to %s with %i', async ([member, status], { signedInAs }) => {
    await (await signedInAs(member)).get('/en/work/admin/audit').expect(status)
    await (await signedInAs(member)).get('/en/work/admin').expect(status)
  })

  test('tells who did what, in every language, in words', async ({ signedInAs, db }) => {
    const id = await idOfParish(db, 'varska')
    await transact(db, await viewerOf(db, 'setomaa'), (tx) => tx.record('parish.updated', id))
    const browser = await signedInAs('auditor')
    for (const locale of locales) {
      const { text } = await browser.get(`/${locale}/work/admin/audit`).expect(200)
      expect(text).toContain('Demo spetsialist (Setomaa)')
      expect(text).toContain(`href="/${locale}/parishes/varska"`)
      expect(text).not.toContain('parish.updated')
    }
  })

  test('is read page by page, each entry once, with the same two queries', async ({ signedInAs, db }) => {
    const lead = await viewerOf(db, 'lead')
    for (let done = 0; done < 60; done += 1) {
      await transact(db, lead, (tx) => tx.record('plan.section_saved', lead.id, { done }))
    }
    const browser = await signedInAs('auditor')
    const first = await browser.get('/en/work/admin/audit?event=plan.').expect(200)
    expect(first.text.match(/<tr>/g)).toHaveLength(51)
    const older = /href="([^"]*before=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&')
    const second = await browser.get(String(older)).expect(200)
    expect(second.text.match(/<tr>/g)).toHaveLength(11)
    expect(await queriesOf(db, () => browser.get('/en/work/admin/audit').expect(200))).toBe(2)
  })

  test('shows only what was asked for', async ({ signedInAs }) => {
    const { text } = await (await signedInAs('admin')).get('/en/work/admin/audit?event=role.').expect(200)
    expect(text).toContain('Role given')
    expect(text).not.toContain('<td>Account created')
  })

  test('shows an event that has no words yet as it is', async ({ signedInAs, db }) => {
    const lead = await viewerOf(db, 'lead')
    await transact(db, lead, (tx) => tx.record('comet.sighted', lead.id))
    expect((await (await signedInAs('lead')).get('/en/work/admin/audit')).text).toContain('<code>comet.sighted</code>')
  })
})

test('the history of a thing names its last change first', async ({ db }) => {
  const lead = await viewerOf(db, 'lead')
  const id = await idOfParish(db, 'ape')
  await transact(db, lead, (tx) => tx.record('parish.updated', id))
  const history = (await auditHistory(db, id, 50)) as AuditChange[]
  expect(history.map(({ event }) => event)).toEqual(['parish.updated', 'parish.created'])
  expect(history[0]?.name).toBe(lead.name)
})
