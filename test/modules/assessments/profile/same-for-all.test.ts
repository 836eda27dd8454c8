import { expect } from 'vitest'
import { testOfDemo as test } from '../../../support/test.ts'

const profileIn = (page: string) => /<svg class="profile__drawing"[\s\S]*?<\/svg>/.exec(page)?.[0] ?? ''

test('the potential of a parish has the same numbers for everybody who reads its page', async ({ signedInAs }) => {
  const read = async (member: 'gaujiena' | 'lead' | null) =>
    profileIn((await (await signedInAs(member)).get('/en/parishes/gaujiena').expect(200)).text)
  const visitors = await read(null)
  expect(visitors).not.toBe('')
  expect(await read('gaujiena')).toBe(visitors)
  expect(await read('lead')).toBe(visitors)
})

test('numbers that count more than is public say so', async ({ signedInAs }) => {
  const read = async (member: 'gaujiena' | 'ape' | null) =>
    (await (await signedInAs(member)).get('/en/parishes/gaujiena/assessment').expect(200)).text
  const fuller = 'These numbers count questions that are not public as well'
  expect(await read(null)).not.toContain(fuller)
  expect(await read('gaujiena')).toContain(fuller)
  expect(await read('ape')).toContain(fuller)
})
