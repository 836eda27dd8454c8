import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { translations } from '#platform/i18n/translations.ts'
import { filesSince } from '../../support/files.ts'
import { dataFolder, type Visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { boundary, formOf, hostileForms, part } from './hostile-forms.ts'
import { hostileUploads } from './hostile-uploads.ts'
import { rowsOf } from '../../support/rows.ts'

const initiative = '/en/initiatives/gaujienas-kopienas-virtuve'
const form = `${initiative}/files`
const type = `multipart/form-data; boundary=${boundary}`
const uploads = await hostileUploads()
/** The most memory this process has had, in megabytes. */
const mostMemory = () => process.resourceUsage().maxRSS / 1024
const before = mostMemory()
const kinds = [...new Set(uploads.map(({ kind }) => kind))]

const withFile = (name: string, content: Buffer) =>
  formOf(part(`name="documents"; filename="${name}"`, content, 'Content-Type: text/html\r\n'))

const post = (person: Visitor, body: Buffer | string, contentType = type) =>
  person.post(form).set('Content-Type', contentType).send(body)

/** What was kept comes back as nothing that a browser would run. */
async function handedOver(person: Visitor, id: string) {
  const { headers, body, text } = await person.get(`${initiative}/documents/${id}`).buffer().expect(200)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  expect(headers['content-type']).not.toMatch(/html|svg|xml;|javascript/)
  expect(headers['content-disposition']).toMatch(
    /^image/.test(String(headers['content-type']))
      ? /^inline; filename="[\w. -]+"/
      : /^attachment; filename="[\w. -]+"/,
  )
  expect(Buffer.isBuffer(body) ? body.toString('latin1') : text).not.toMatch(/<script|<svg|<\?php/)
}

const leftOver = () => {
  try {
    return readdirSync(join(dataFolder, 'uploads'))
  } catch {
    return []
  }
}

/** The sentence with which a file is refused, without the name it begins with. */
const sentenceOf = (reason: string) =>
  translations.en.t(`errors.${reason}` as 'errors.file_type', { name: '', max: 20, most: 10 }).replace(/^: /, '')

const escaped = (name: string) =>
  name.replace(/[\n\r"]/g, (mark) => ({ '\n': '%0A', '\r': '%0D', '"': '%22' })[mark] ?? mark)

describe('of two hundred uploads that mean harm or are broken', () => {
  test('there are two hundred, of more than twenty kinds', () => {
    expect(uploads.length + hostileForms.length).toBeGreaterThan(200)
    expect(kinds.length).toBeGreaterThan(20)
  })

  test.for(kinds)('%s', async (kind, { signedInAs, db }) => {
    const staff = await signedInAs('ape')
    for (const { name, content, outcome } of uploads.filter((upload) => upload.kind === kind)) {
      const { status, text } = await post(staff, withFile(escaped(name), content))
      const latest = filesSince(db).orderBy('uploadedAt', 'desc').select('id', 'type', 'name')
      const [last] = await rowsOf(latest, { id: z.string(), type: z.string(), name: z.string() })
      if ('refused' in outcome) {
        expect([name, status, text.includes(sentenceOf(outcome.refused))]).toEqual([name, 422, true])
        expect(await filesSince(db)).toEqual([])
      } else {
        expect([name, status, last?.type]).toEqual([name, 303, outcome.kept])
        if (outcome.as !== undefined) expect(last?.name).toBe(outcome.as)
        await handedOver(staff, last?.id ?? '')
        await db('initiativeFiles').delete()
        await filesSince(db).delete()
      }
      expect(leftOver()).toEqual([])
    }
  })

  test('a CSV in the code page of old programs here is kept in letters that everybody reads', async ({
    signedInAs,
    db,
  }) => {
    const staff = await signedInAs('ape')
    const old = Buffer.from('\xccimene;\xcd\xe7de;\xf5un\n', 'latin1')
    await post(staff, withFile('old.csv', old)).expect(303)
    const [kept] = await rowsOf(filesSince(db).select('id', 'type'), { id: z.string(), type: z.string() })
    expect(kept?.type).toBe('csv')
    const { text, body } = await staff.get(`${initiative}/documents/${kept?.id}`).buffer().expect(200)
    expect(Buffer.isBuffer(body) ? body.toString() : text).toBe('Ģimene;Ķēde;õun\n')
  })

  test.for(hostileForms)('$kind', async ({ body, type: own = type, headers = {}, status }, { signedInAs }) => {
    const staff = await signedInAs('ape')
    const answer = await post(staff, body, own).set(headers)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toMatch(/node_modules|\bat [^<]*\.ts:\d/)
    expect(leftOver()).toEqual([])
  })

  test('none makes the portal grow', () => {
    expect(mostMemory() - before).toBeLessThan(400)
  })
})
