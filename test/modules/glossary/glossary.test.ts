import { describe, expect, test as plain } from 'vitest'
import { z } from 'zod'
import { termsIn, type Term } from '#modules/glossary/term.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { rowsOf } from '../../support/rows.ts'
import { test, testOfDemo } from '../../support/test.ts'

const term = (lv: string, et: string, en: string): Term => ({ id: en, version: 1, lv, et, en, note: '' })
const found = (terms: Term[], lv: string) => termsIn(terms, [{ source: 'lv', lv }]).map(({ en }) => en)

describe('the words of the glossary', () => {
  plain('are found in a text whatever their endings', () => {
    const terms = [term('kopienas pakalpojums', '', 'service'), term('mērķa grupa', '', 'target group')]
    expect(found(terms, 'Jauns kopienas pakalpojumu veids.')).toEqual(['service'])
    expect(found(terms, 'Mērķa grupām un citiem')).toEqual(['target group'])
    expect(found(terms, 'Kopienas ēka')).toEqual([])
  })

  plain('are not found inside other words', () => {
    expect(found([term('līze', '', 'Liz'), term('abi', '', 'both')], 'Analīze un labi')).toEqual([])
  })

  test('are found by partner staff in any language, with or without diacritics', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const page = await ape.get('/lv/work/glossary?q=sihtg').expect(200)
    expect(page.text).toContain('mērķa grupa')
    expect((await ape.get('/et/work/glossary?q=MERKA')).text).toContain('sihtgrupp')
  })

  test('are added once, changed and taken out by partner staff', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const address = '/en/work/glossary/new'
    const fields = { ...fieldsOf((await ape.get(address)).text, address), lv: 'zapte', en: 'jam' }
    for (let sent = 0; sent < 2; sent += 1) await ape.post(address).type('form').send(fields).expect(303)
    const [word, ...more] = await rowsOf(db('glossaryTerms').where({ lv: 'zapte' }), { id: z.string() })
    expect(more).toEqual([])

    const page = `/en/work/glossary/${word?.id ?? ''}`
    const edited = fieldsOf((await ape.get(page)).text, page)
    await ape
      .post(page)
      .type('form')
      .send({ ...edited, et: 'moos' })
      .expect(303)
    const late = await ape
      .post(page)
      .type('form')
      .send({ ...edited, et: 'keedis' })
      .expect(409)
    expect(late.text).toContain('moos')
    expect(fieldsOf(late.text, page)['et']).toBe('keedis')
    await ape.post(`${page}/removal`).expect(303)
    await ape.get(page).expect(404)
  })

  test('are refused in one language alone, with what was typed kept', async ({ signedInAs }) => {
    const page = await (await signedInAs('lead')).post('/et/work/glossary/new').type('form').send({
      lv: '<b>zapte',
      et: '',
      en: '',
      note: '',
      version: '0',
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('&lt;b&gt;zapte')
    expect(page.text).toContain('vähemalt kahes keeles')
  })

  testOfDemo('stand beside the texts that are translated', async ({ signedInAs }) => {
    const page = '/en/work/parishes/gaujiena/plan/translation/initiatives/gaujienas-kopienas-virtuve'
    expect((await (await signedInAs('ape')).get(page).expect(200)).text).toContain(
      'Terms of the glossary in these texts',
    )
  })
})
