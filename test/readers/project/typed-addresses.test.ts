import { describe, expect } from 'vitest'
import { testOfDemo as test } from '../../support/test.ts'

describe('an address that somebody typed from paper or was told by phone', () => {
  test.for([
    ['/parishes', '/et/parishes'],
    ['/parishes/Gaujiena', '/et/parishes/gaujiena'],
    ['/initiatives', '/et/initiatives'],
    ['/training', '/et/training'],
    ['/lv/parishes/Gaujiena', '/lv/parishes/gaujiena'],
    ['/lv/initiatives/Gaujienas-Kopienas-Virtuve', '/lv/initiatives/gaujienas-kopienas-virtuve'],
  ])('%s leads to %s', async ([typed = '', meant = ''], { signedInAs }) => {
    const visitor = await signedInAs(null)
    const answer = await visitor.get(typed).set('Accept-Language', 'et').expect(302)
    expect(answer.headers['location']).toBe(meant)
    await visitor.get(meant).expect(200)
  })

  test('in capital letters leads to the page in that language, and gives nobody another one', async ({
    signedInAs,
  }) => {
    const visitor = await signedInAs(null)
    const answer = await visitor.get('/LV/mentors?territory=ape').set('Accept-Language', 'et').expect(301)
    expect(answer.headers['location']).toBe('/lv/mentors?territory=ape')
    await visitor.get('/Et').expect(301).expect('Location', '/et')
    await visitor.post('/LV/training').expect(404)
  })

  test('of a parish that is not there is not found, however it is written', async ({ signedInAs }) => {
    await (await signedInAs(null)).get('/lv/parishes/nowhere').expect(404)
  })
})

test('browsers that ask for an icon by its old name get it', async ({ signedInAs }) => {
  const visitor = await signedInAs(null)
  const { headers } = await visitor.get('/favicon.ico').expect(302)
  await visitor
    .get(headers['location'] ?? '')
    .expect(200)
    .expect('Content-Type', 'image/png')
})
