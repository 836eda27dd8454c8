import { expect } from 'vitest'
import { testOfDemo as test } from '../../../support/test.ts'

test('a training day that was postponed does not lead what lies ahead', async ({ signedInAs, db }) => {
  const { text } = await (await signedInAs(null)).get('/en/training').expect(200)
  const [, ahead = '', postponed = ''] = /id="ahead"([\s\S]*?)id="postponed"([\s\S]*?)<\/section>/.exec(text) ?? []
  const { slug } = await db('trainingDays').where({ state: 'postponed', published: true }).first()
  expect(ahead).not.toContain(`/training/${slug}"`)
  expect(postponed).toContain(`/training/${slug}"`)
})
