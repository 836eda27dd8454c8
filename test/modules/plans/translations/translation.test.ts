import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { queriesOf } from '../../../support/queries.ts'
import { testOfDemo as test, type Member } from '../../../support/test.ts'
import type { Visitor } from '../../../support/portal.ts'
import { rowOf, multilingual } from '../../../support/rows.ts'

const plan = '/en/work/parishes/viresi/plan'
const address = `${plan}/translation/initiatives/viresu-kopienas-busins`

type Fields = Record<string, string | string[]>
const nameOf = (fields: Fields, ending: string) =>
  Object.keys(fields).find((name) => !/^(seen|original)\./.test(name) && name.endsWith(ending)) ?? ending
const save = (person: Visitor, to: string, fields: Fields) => person.post(to).type('form').send(fields)

async function opened(signedInAs: (member: Member) => Promise<Visitor>, to = address) {
  const person = await signedInAs('ape')
  const { text } = await person.get(to).expect(200)
  return { person, text, fields: fieldsOf(text) }
}

/** Writes the Latvian summary of the initiative in its own page, as its author would. */
async function rewordOriginal(person: Visitor, summary: string) {
  const page = `${plan}/initiatives/viresu-kopienas-busins?in=lv`
  const fields = fieldsOf((await person.get(page)).text)
  await save(person, page, { ...fields, summary }).expect(303)
}

describe('translating a plan beside its original', () => {
  test('shows the original, and stores a translation in its own language only', async ({ signedInAs, db }) => {
    const { person, text, fields } = await opened(signedInAs)
    expect(text).toContain('lang="lv"')
    const summary = nameOf(fields, '.et.summary')
    await save(person, address, { ...fields, [summary]: 'Buss, mis <sõidab>' }).expect(303)
    const row = await rowOf(db('initiatives').where({ slug: 'viresu-kopienas-busins' }), { summary: multilingual })
    expect(row.summary.et).toBe('Buss, mis <sõidab>')
    expect(row.summary.source).toBe('lv')
    expect((await person.get(address)).text).toContain('Buss, mis &lt;sõidab&gt;')
  })

  test('marks a translation outdated once the original changes, with the words that changed', async ({
    signedInAs,
  }) => {
    const { person, fields } = await opened(signedInAs)
    const summary = nameOf(fields, '.et.summary')
    await save(person, address, { ...fields, [summary]: 'Buss' }).expect(303)
    await rewordOriginal(person, 'Pavisam cits buss')
    const page = await person.get(address).expect(200)
    expect(page.text).toContain('Outdated')
    expect(page.text).toMatch(/<ins>.*Pavisam/s)

    const again = fieldsOf(page.text)
    await save(person, address, { ...again, [`right.${summary}`]: 'yes' }).expect(303)
    expect((await person.get(`${address}?into=et&show=waiting`)).text).not.toContain(`name="${summary}"`)
  })

  test('keeps a draft from readers until it is finished', async ({ signedInAs }) => {
    const { person, fields } = await opened(signedInAs)
    const title = nameOf(fields, '.et.title')
    await save(person, address, { ...fields, [title]: 'Pooleli tõlge', [`unfinished.${title}`]: 'yes' }).expect(303)
    const preview = '/et/work/parishes/viresi/plan/text'
    expect((await person.get(preview)).text).not.toContain('Pooleli tõlge')
    expect((await person.get(address)).text).toContain('Draft')
    await save(person, address, { ...fields, [title]: 'Pooleli tõlge' }).expect(409)
    const again = fieldsOf((await person.get(address)).text)
    await save(person, address, { ...again, [`unfinished.${title}`]: '' }).expect(303)
    expect((await person.get(preview)).text).toContain('Pooleli tõlge')
  })

  test('never writes over what somebody else translated meanwhile, and shows both', async ({ signedInAs }) => {
    const { person, fields } = await opened(signedInAs)
    const [summary, other] = [nameOf(fields, '.et.summary'), nameOf(fields, '.et.description')]
    await save(person, address, { ...fields, [summary]: 'Esimene' }).expect(303)
    const late = await save(person, address, { ...fields, [summary]: 'Teine' }).expect(409)
    expect(late.text).toContain('Esimene')
    expect(fieldsOf(late.text)[summary]).toBe('Teine')
    await save(person, address, { ...fields, [other]: 'Keegi teine seda ei muutnud' }).expect(303)
    await save(person, address, fieldsOf(late.text)).expect(303)
    expect((await person.get(address)).text).toContain('Teine')
  })

  test('refuses a text that is too long, with everything typed still there', async ({ signedInAs }) => {
    const { person, fields } = await opened(signedInAs)
    const [title, summary] = [nameOf(fields, '.et.title'), nameOf(fields, '.et.summary')]
    const page = await save(person, address, { ...fields, [title]: 'a'.repeat(130), [summary]: 'Buss' }).expect(422)
    expect(page.text).toContain(`href="#${title}"`)
    expect(fieldsOf(page.text)[summary]).toBe('Buss')
  })

  test('lets nobody write over a text of another plan by its key', async ({ signedInAs, db }) => {
    const { id } = await db('initiatives').where({ slug: 'varska-kasitootuba' }).first()
    const { person } = await opened(signedInAs)
    await save(person, address, { [`${id}.en.title`]: 'Taken over', [`seen.${id}.en.title`]: '' }).expect(303)
    const row = await rowOf(db('initiatives').where({ id }), { title: multilingual })
    expect(row.title.en).not.toBe('Taken over')
  })

  test('lists what waits for each language, and says at the submission which are incomplete', async ({
    signedInAs,
  }) => {
    const person = await signedInAs('ape')
    const list = await person.get(`${plan}/translation`).expect(200)
    expect(list.text).toContain('?into=et&amp;show=waiting')
    expect((await person.get(plan)).text).toContain('Not every text is in all three languages')
  })

  test('lists what waits in every plan of a territory, and in no other', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const list = await ape.get('/en/work/translations').expect(200)
    expect(list.text).toContain('/work/parishes/viresi/plan/translation')
    expect(list.text).not.toContain('/work/parishes/varska/')
    // The list counts what the plan's own page counts.
    const own = await ape.get(`${plan}/translation`)
    const waiting = /<tfoot>.*?(\d+) texts? to be translated.*?<\/tfoot>/s.exec(own.text)?.[1]
    expect(list.text.split('/work/parishes/viresi/')[1]).toMatch(new RegExp(`^[^\\d]*${waiting} text`, 's'))
    expect(await queriesOf(db, () => ape.get('/en/work/translations'))).toBeLessThanOrEqual(3)
  })

  test('costs a fixed number of queries', async ({ signedInAs, db }) => {
    const person = await signedInAs('ape')
    await person.get(address)
    expect(await queriesOf(db, () => person.get(address).expect(200))).toBeLessThanOrEqual(4)
  })
})
