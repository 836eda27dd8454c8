import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const plan = '/en/work/parishes/viresi/plan'
const bus = `${plan}/finance/viresu-kopienas-busins`

describe('what was done with a plan', () => {
  test('is told once where somebody saves the same section again within the minute', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const price of ['1.10', '1.20', '1.30']) {
      const fields = fieldsOf((await ape.get(bus)).text, bus) as Record<string, string>
      const [first = ''] = (fields['rows'] ?? '').split(' ')
      await ape
        .post(bus)
        .type('form')
        .send({ ...fields, [`row.${first}.unitPrice`]: price, do: 'save' })
        .expect(303)
    }
    const { text } = await ape.get(plan).expect(200)
    const told = text.match(/<li><time datetime="[^"]*">[\s\S]*?<\/li>/g) ?? []
    const words = told.map((line) => line.replaceAll(/<[^>]+>/g, ''))
    expect(words.some((line) => line.includes('Financial'))).toBe(true)
    expect(words.filter((line, at) => line === words[at + 1])).toEqual([])
  })
})

test('a plan that has just begun says of each section that nothing is in it yet, and of none that it is complete', async ({
  signedInAs,
}) => {
  const alutaguse = await signedInAs('alutaguse')
  const begun = '/en/work/parishes/alajoe/plan'
  await alutaguse.post(`${begun}/beginning`).expect(303)
  const { text } = await alutaguse.get(begun).expect(200)
  const sections = text.slice(text.indexOf('id="sections-title"'))
  expect(sections).not.toContain('data-color="success"')
  expect(text).toContain('Nothing yet')
})
