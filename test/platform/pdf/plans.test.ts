import { describe, expect } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import type { Db } from '#platform/db/connection.ts'
import { testOfDemo as test, type Member } from '../../support/test.ts'
import { bytes, reading } from '../../support/pdf.ts'

const inForce = (db: Db, parish: string) =>
  db('planVersions')
    .join('plans', 'plans.id', 'planId')
    .whereIn('parishId', db('parishes').where({ slug: parish }).select('id'))
    .whereNull('supersededAt')
    .first<{ sha256: string }>('sha256')

const digits = (text: string) => text.replaceAll(/[\s\u00a0\u202f]/g, '')

describe('a plan on paper', () => {
  test('says what the page says, with its version and fingerprint, tagged and in its language', async ({
    db,
    signedInAs,
  }) => {
    const { sha256 } = await inForce(db, 'gaujiena')
    const visitor = await signedInAs(null)
    for (const [locale, total] of [
      ['lv', '10648,87'],
      ['et', '10648,87'],
      ['en', '10,648.87'],
    ] as const) {
      const { body, headers } = await visitor
        .get(`/${locale}/parishes/gaujiena/plan.pdf`)
        .buffer(true)
        .parse(bytes)
        .expect(200)
      expect(headers['content-disposition']).toBe(`inline; filename="gaujiena-plan-v1-${locale}.pdf"`)
      const { text, info, pages, isTagged } = await reading(body as Buffer)
      expect(isTagged).toBe(true)
      expect(info['Language']).toBe(locale)
      expect(info['Title']).toMatch(/: Gaujiena/)
      expect(text).toContain(sha256)
      expect(digits(text)).toContain(total)
      expect(text).toContain(`${pages} / ${pages}`)
    }
  })

  test('is one page for the notice board, in each language, with whom to ask and where to read on', async ({
    signedInAs,
  }) => {
    const visitor = await signedInAs(null)
    for (const parish of ['gaujiena', 'varska', 'engure']) {
      for (const locale of locales) {
        const { body } = await visitor
          .get(`/${locale}/parishes/${parish}/poster.pdf`)
          .buffer(true)
          .parse(bytes)
          .expect(200)
        const { text, pages } = await reading(body as Buffer)
        expect(pages).toBe(1)
        expect(text).toContain(`/${locale}/parishes/${parish}/plan`)
        expect(text).toContain('info@example.org')
      }
    }
  })

  test('is not sent again where it has not changed', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const first = await visitor.get('/lv/parishes/gaujiena/plan.pdf').expect(200)
    await visitor.get('/lv/parishes/gaujiena/plan.pdf').set('If-None-Match', String(first.headers['etag'])).expect(304)
  })

  test('has the draft marked as one, for those alone who see the draft', async ({ signedInAs }) => {
    for (const kind of ['draft', 'poster']) {
      const { body } = await (
        await signedInAs('ape')
      )
        .get(`/lv/work/parishes/viresi/plan/${kind}.pdf`)
        .buffer(true)
        .parse(bytes)
        .expect(200)
      expect((await reading(body as Buffer)).text).toContain('melnraksts')
      for (const member of ['setomaa', 'gaujiena'] as Member[])
        await (await signedInAs(member)).get(`/lv/work/parishes/viresi/plan/${kind}.pdf`).expect(404)
    }
  })

  test('is linked from the plan with its kind and size', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    await visitor.get('/en/parishes/gaujiena/plan.pdf').expect(200)
    const { text } = await visitor.get('/en/parishes/gaujiena/plan').expect(200)
    expect(text).toMatch(
      /href="\/en\/parishes\/gaujiena\/plan\/versions\/1\/plan\.pdf"[^>]*>The whole plan \(PDF, \d+ kB\)</,
    )
    expect(text).toContain('One page for the notice board (PDF, A4)')
  })
})
