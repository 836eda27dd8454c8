import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { transact, system } from '#platform/db/transact.ts'
import { createEdition } from '#modules/methodology/editions/commands.ts'
import { readMethodologyFile, writeMethodologyFile } from '#modules/methodology/exchange/exchange.ts'
import { criteriaOf } from '#modules/methodology/editions/methodology.ts'
import { missingInEdition } from '#modules/methodology/editions/missing.ts'
import { findMethodology, findPublished } from '#modules/methodology/editions/queries.ts'
import { translations } from '#platform/i18n/translations.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { test } from '../../../support/test.ts'

const starter = readFileSync('seeds/methodology/common.json', 'utf8')
type Json = Record<string, unknown> & { sections: { criteria: Record<string, unknown>[] }[] }
const altered = (change: (file: Json) => void) => {
  const file = JSON.parse(starter) as Json
  change(file)
  return JSON.stringify(file)
}
const criterion = (file: Json, section: number, at: number) =>
  file.sections[section]?.criteria[at] as Record<string, unknown>

describe('the file of a methodology', () => {
  test('is the same, byte for byte, after it was imported and exported again', async ({ db }) => {
    const published = await findPublished(db)
    if (!published) throw new Error('nothing is published')
    const exported = writeMethodologyFile(published.family, published)
    expect(exported).toBe(starter)

    const reading = readMethodologyFile(exported)
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const { id } = await transact(db, system, async (tx) => {
      const entered = await createEdition(tx, reading.family, reading.content)
      await tx.record('methodology.imported', entered.id)
      return entered
    })
    const imported = await findMethodology(db, id)
    expect(imported).toMatchObject({ family: 'common', edition: 2, state: 'draft' })
    expect(imported && writeMethodologyFile(imported.family, imported)).toBe(starter)
  })

  test('of the starter lacks nothing in any language, and asks for all the parts there are', () => {
    const reading = readMethodologyFile(starter)
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    expect(missingInEdition(reading.content)).toEqual([])
    expect(reading.content.sections).toHaveLength(9)
    const criteria = criteriaOf(reading.content)
    expect(new Set(criteria.map(({ kind }) => kind)).size).toBe(5)
    expect(criteria.length).toBeGreaterThanOrEqual(40)
  })

  test.for<[what: string, file: string, path: string, key: string]>([
    ['no JSON at all', 'Vienota metodika', '', 'not_json'],
    ['a file cut off', starter.slice(0, 2000), '', 'not_json'],
    ['another kind of file', '{"format":"other","sections":[]}', 'format', 'format'],
    ['a list', '[]', '', 'object'],
    ['nothing but null', 'null', '', 'object'],
    ['a file of the future', altered((file) => (file['formatVersion'] = 2)), 'formatVersion', 'format_version'],
    [
      'a weight that is text',
      altered((file) => (criterion(file, 1, 1)['weight'] = 'heavy')),
      'sections.1.criteria.1.weight',
      'weight',
    ],
    [
      'a weight beyond all measure',
      altered((file) => (criterion(file, 1, 1)['weight'] = 1e300)),
      'sections.1.criteria.1.weight',
      'weight',
    ],
    [
      'anchors of a text',
      altered((file) => (criterion(file, 1, 0)['anchors'] = { 1: { source: 'en', en: 'x' } })),
      'sections.1.criteria.0.anchors',
      'kind',
    ],
    [
      'a text without its original',
      altered((file) => (criterion(file, 0, 0)['question'] = { source: 'lv', en: 'x' })),
      'sections.0.criteria.0.question',
      'source',
    ],
    [
      'a NUL in a text',
      altered((file) => (criterion(file, 0, 0)['question'] = { source: 'lv', lv: 'a\0b' })),
      'sections.0.criteria.0.question.lv',
      'control_character',
    ],
    [
      'a personal code',
      altered((file) => (criterion(file, 0, 0)['question'] = { source: 'lv', lv: 'Kods 010203-12345' })),
      'sections.0.criteria.0.question.lv',
      'personal_code',
    ],
    ['a code that is there twice', altered((file) => file.sections.push(...file.sections)), 'sections', 'twice'],
    [
      'more than there is room for',
      altered((file) => (file.sections = Array(31).fill({}) as [])),
      'sections',
      'too_full',
    ],
    ['a key of its own', starter.replace('{', '{"__proto__":{"admin":true},'), '', 'unknown'],
    ['another key of its own', starter.replace('{', '{"admin":true,'), '', 'unknown'],
    ['brackets a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000), '', 'object'],
    [
      'depths below a field',
      altered((file) => (file['title'] = 0)).replace(
        '"title":0',
        `"title":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      ),
      'title.source',
      'required',
    ],
  ])('says of %s what is wrong and where', ([, file, path, key]) => {
    const reading = readMethodologyFile(file)
    if (reading.ok) throw new Error('it was taken')
    expect(reading.faults.map((fault) => `${fault.path.join('.')} ${fault.key}`)).toContain(`${path} ${key}`)
    for (const fault of reading.faults) {
      const known = [`methodology:import.problems.${fault.key}`, `errors.${fault.key}`].some(translations.en.has)
      expect(known, fault.key).toBe(true)
    }
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })
})

describe('importing', () => {
  test('shows what would change, and then makes a draft of it once', async ({ signedInAs, db }) => {
    const lead = await signedInAs('lead')
    const file = altered((it) => (criterion(it, 1, 1)['weight'] = 7)).replace('How active are', 'How very active are')
    const key = String(fieldsOf((await lead.get('/en/work/methodology/import')).text)['key'])
    const look = await lead.post('/en/work/methodology/import').type('form').send({ key, file, do: 'look' }).expect(200)
    expect(look.text).toContain('The file is in order')
    expect(look.text).toMatch(/<ins>.*very/)
    expect(await db('methodologyVersions').where({ state: 'draft' })).toEqual([])

    const enterIt = () => lead.post('/en/work/methodology/import').type('form').send({ key, file, do: 'import' })
    await enterIt().expect(303).expect('Location', '/en/work/methodology/common/2')
    await enterIt().expect(303).expect('Location', '/en/work/methodology/common/2')
    const again = await lead.post('/en/work/methodology/import').type('form').send({ file, do: 'import' }).expect(422)
    expect(again.text).toContain('has a draft already')
    expect(await db('methodologyVersions').where({ state: 'draft' })).toHaveLength(1)
  })

  test('takes a file that was chosen as well as one that was pasted', async ({ signedInAs }) => {
    const lead = await signedInAs('lead')
    const youth = altered((it) => (it['family'] = 'youth'))
    const send = (content: string | Buffer, name: string) =>
      lead
        .post('/en/work/methodology/import')
        .field('do', 'look')
        .attach('upload', Buffer.from(content as string), name)
    const looked = await send(youth, 'methodology.json').expect(200)
    expect(looked.text).toContain('The file is in order')
    expect(fieldsOf(looked.text)['file']).toContain('"family":"youth"')
    // As old editors save it.
    for (const saved of [`\ufeff${youth}`, Buffer.from(`\ufeff${youth}`, 'utf16le')]) {
      const { text } = await send(saved, 'methodology.txt').expect(200)
      expect(text).toContain('The file is in order')
    }
    const marked = await lead
      .post('/en/work/methodology/import')
      .type('form')
      .send({ file: `\ufeff${youth}`, do: 'look' })
    expect(marked.text).toContain('The file is in order')
    const refused = await send('\x89PNG\r\n\x1a\n', 'picture.json').expect(422)
    expect(refused.text).toContain('picture.json')
  })

  test('refuses a broken file in the reader’s words, with what was pasted still there', async ({ signedInAs }) => {
    const lead = await signedInAs('lead')
    const file = altered((it) => (criterion(it, 1, 2)['weight'] = -1))
    const { text } = await lead.post('/lv/work/methodology/import').type('form').send({ file }).expect(422)
    expect(text).toContain('sadaļa 2, kritērijs 3, svars')
    expect(text).toContain('associations.projects_eur')
  })

  test('refuses five megabytes calmly', async ({ signedInAs }) => {
    const lead = await signedInAs('lead')
    const send = (file: string) => lead.post('/en/work/methodology/import').type('form').send({ file })
    const { status, text } = await send('[1,'.repeat(1_700_000))
    expect([status, text.includes('too long') || text.includes('Too much')]).toEqual([413, true])
    expect((await send('x'.repeat(1_100_000))).status).toBe(422)
  })
})
