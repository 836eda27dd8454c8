import { expect } from 'vitest'
import { testOfDemo as test } from '../../support/test.ts'

test('the page of a parish leads to the poster of its plan, where there is a plan in force', async ({ signedInAs }) => {
  const visitor = await signedInAs(null)
  expect((await visitor.get('/lv/parishes/gaujiena')).text).toContain('href="/lv/parishes/gaujiena/poster.pdf"')
  expect((await visitor.get('/lv/parishes/alajoe')).text).not.toContain('poster.pdf')
})
