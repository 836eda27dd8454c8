import { expect } from 'vitest'
import { appOn, visitorWith } from '../../../support/portal.ts'
import { trainingDay, typed } from '../../../support/registrations.ts'
import { test } from '../../../support/test.ts'

const pages = ['/en/training', '/en/training/weaving', '/en/parishes/gaujiena', '/en/training/weaving/registration']

test('a day whose places are taken says so wherever it is named, and its button leads to the waiting list', async ({
  signedInAs,
  db,
}) => {
  await trainingDay(db, { capacity: 1, parish: 'gaujiena' })
  const guest = await signedInAs(null)
  const read = () => Promise.all(pages.map(async (page) => (await guest.get(page).expect(200)).text))

  const [list, day, parish] = await read()
  for (const page of [list, day, parish]) expect(page).toContain('Registration open')
  expect(list).toMatch(/Free places: <strong class="num">1 \/ 1</)

  await guest.post('/en/training/weaving/registration').type('form').send(typed('Demo weaver')).expect(303)
  const [fullList, fullDay, fullParish, form] = await read()
  for (const page of [fullList, fullDay, fullParish]) {
    expect(page).toContain('Full, waiting list open')
    expect(page).not.toContain('Registration open')
  }
  expect(fullList).toMatch(/Free places: <strong class="num">0 \/ 1</)
  expect(fullDay).toMatch(/href="\/en\/training\/weaving\/registration">Join the waiting list</)
  expect(form).toMatch(/<button class="ds-button">Join the waiting list</)
})

test('a day stands as closed once the last day for registering is over, though nobody has closed it', async ({
  db,
}) => {
  await trainingDay(db, { parish: 'gaujiena', closesOn: '2020-03-10' })
  const guest = visitorWith(await appOn(db, { now: () => new Date('2020-03-11T09:00:00Z') }), null)
  for (const page of pages.slice(0, 3)) {
    const { text } = await guest.get(page).expect(200)
    expect(text).toContain('Registration closed')
    expect(text).not.toContain('Registration open')
  }
})
