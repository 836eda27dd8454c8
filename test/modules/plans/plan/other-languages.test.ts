import { describe, expect } from 'vitest'
import { testOfDemo as test } from '../../../support/test.ts'

const rowsWith = (html: string, text: string) => html.split('<tr>').filter((row) => row.includes(text))

describe('a plan that is read in another language than it was written in', () => {
  test('says once above a table what is not translated', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    for (const page of ['/lv/parishes/varska/plan', '/en/parishes/varska/plan', '/et/parishes/gaujiena/plan']) {
      const { text } = await visitor.get(page).expect(200)
      const tables = text.match(/<table[\s\S]*?<\/table>/g) ?? []
      expect(tables.some((table) => table.includes('lang-mark'))).toBe(true)
      for (const table of tables) expect(table.match(/lang-mark/g)?.length ?? 0).toBeLessThanOrEqual(1)
    }
  })

  test('tells programs that read aloud the language of who does what, and of units', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const plan = (await visitor.get('/en/parishes/varska/plan').expect(200)).text
    expect(rowsWith(plan, 'Väikekannel')[0]).toContain('<span lang="et">tk</span>')
    expect(plan).toContain('<span lang="et">külaseltsi juhatus</span>')
    expect(plan).not.toMatch(/>(külaseltsi juhatus|perenaised)<\/(?!span)/)
    const own = (await visitor.get('/et/parishes/varska/plan').expect(200)).text
    expect(own).not.toContain('<span lang="et">')
  })
})
