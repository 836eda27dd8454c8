import { describe, expect } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import { completeEvidence } from '#modules/training/days/transition-commands.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { deliveredDay, listOf, makeEvidenced, register } from '../../../support/delivered-day.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { viewerOf } from '../../../support/people.ts'
import { runPrivacyJob } from '../../../support/privacy.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'

const letters = 'Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž Õõ Ää Öö Üü Жуков'
const certificatesOf = (day: TrainingDay) => `/en/work/training/${day.slug}/certificates`

interface Issued {
  year: number
  number: number
  code: string
}

const issuedFor = (db: Db, participantId: string | undefined): Promise<Issued | undefined> =>
  db('certificates').where({ participantId }).orderBy('number', 'desc').first('year', 'number', 'code')

describe('evidence', () => {
  test('is a list for each date that a second person confirmed, with the sheet it was counted on', async ({
    signedInAs,
    db,
  }) => {
    const day = await deliveredDay(db, { on: ['2020-02-20', '2020-02-21'] })
    await register(db, day, ['Anna'])
    const staff = await viewerOf(db, 'ape')
    const count = async () => {
      const { version } = await db('trainingDays').where({ id: day.id }).first<{ version: number }>('version')
      await transact(db, staff, (tx) => completeEvidence(tx, { id: day.id, version, state: 'held' }))
    }
    await expect(count()).rejects.toMatchObject({ constraint: 'training_days_evidence' })
    await makeEvidenced(db, day, signedInAs)
    expect(await db('trainingDays').where({ id: day.id }).first('state')).toEqual({ state: 'evidenced' })
    // A list that the day counts on is opened again only once the evidence has been taken back.
    await (
      await signedInAs('lead')
    )
      .post(`${listOf(day)}/reopening`)
      .type('form')
      .send({ reason: 'Why not' })
      .expect(403)
  })
})

describe('certificates', () => {
  test('go to those who were there long enough, once, with numbers that have no gaps', async ({ signedInAs, db }) => {
    const [day, next] = [await deliveredDay(db), await deliveredDay(db, { title: 'Cita', on: ['2020-02-21'] })]
    const [anna, berta] = await register(db, day, ['Anna', 'Berta'])
    const [dina] = await register(db, next, ['Dina'])
    const staff = await signedInAs('ape')
    const opened = fieldsOf((await staff.get(listOf(day))).text, listOf(day))
    const there = { [`row.${anna}.here`]: 'yes', [`row.${berta}.here`]: 'yes', [`row.${berta}.minutes`]: '239' }
    await staff
      .post(listOf(day))
      .type('form')
      .send({ ...opened, ...there })
      .expect(303)
    await staff.post(certificatesOf(day)).type('form').send({ to: 'all' }).expect(403)
    await makeEvidenced(db, day, signedInAs)
    await makeEvidenced(db, next, signedInAs)
    await staff.post(certificatesOf(day)).type('form').send({ to: 'all' }).expect(303)
    await staff.post(certificatesOf(day)).type('form').send({ to: 'all' }).expect(303)
    await staff.post(certificatesOf(next)).type('form').send({ to: dina }).expect(303)
    expect(await issuedFor(db, berta)).toBeUndefined()
    const [first, second] = [await issuedFor(db, anna), await issuedFor(db, dina)]
    expect(second?.number).toBe((first?.number ?? 0) + 1)

    const { recipient, parts } = await db('mailMessages')
      .whereLike('recipient', `%-${day.id.slice(0, 8)}@example.org`)
      .first()
    expect(recipient).toMatch(/^person-0-/)
    expect(JSON.stringify(parts)).toContain(
      `/lv/certificates/2020-${String(first?.number).padStart(4, '0')}?code=${first?.code}`,
    )
    await (await signedInAs('engure')).get(certificatesOf(day)).expect(404)
  })

  test('are verified by whoever holds one, and by nobody else', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db, { title: letters })
    const [anna] = await register(db, day, [letters])
    await makeEvidenced(db, day, signedInAs)
    const [staff, anybody] = [await signedInAs('ape'), await signedInAs(null)]
    await staff.post(certificatesOf(day)).type('form').send({ to: 'all' }).expect(303)
    const { year, number, code } = (await issuedFor(db, anna)) as Issued
    const serial = `${year}-${String(number).padStart(4, '0')}`

    const valid = await anybody.get(`/en/certificates/${serial}?code=${code}`).expect(200)
    expect(valid.text).toContain('Valid')
    expect(valid.text).toContain(letters)
    expect(valid.text).toContain('content="noindex"')
    expect(valid.headers['cache-control']).toBe('no-store')
    await anybody.get(`/en/certificates?serial=${serial}&code=${code.toUpperCase()}`).expect(200)
    for (const wrong of ['', '?code=', `?code=${code.slice(1)}`, '?code=2222222222'])
      expect((await anybody.get(`/en/certificates/${serial}${wrong}`)).text).not.toContain(letters)
    const unknown = await anybody.get(`/en/certificates/2020-9999?code=2222222222`).expect(404)
    expect(unknown.text).toContain('There is no certificate with this serial number and this code.')
    await anybody.get(`/en/certificates/${serial}/certificate.pdf?code=2222222222`).expect(404)

    for (const locale of locales) {
      const at = `/${locale}/certificates/${serial}/certificate.pdf?code=${code}`
      const { text, isTagged, pages } = await reading((await anybody.get(at).parse(bytes).expect(200)).body as Buffer)
      expect(text).toContain(letters)
      expect(text).toContain(serial)
      // One date: its hours are those of the whole, and are told once.
      expect(text).not.toMatch(/\(\d+([.,]\d+)? h\)/)
      expect(text).toContain(`/${locale}/certificates`)
      expect({ isTagged, pages }).toEqual({ isTagged: true, pages: 1 })
    }

    const revoking = `${certificatesOf(day)}/${serial}/revocation`
    await staff.post(revoking).type('form').send({ reason: '' }).expect(422)
    await staff.post(revoking).type('form').send({ reason: 'Issued to the wrong person' }).expect(303)
    const revoked = await anybody.get(`/en/certificates/${serial}?code=${code}`).expect(200)
    expect(revoked.text).toContain('Issued to the wrong person')
    expect(revoked.text).not.toContain('Valid')
    expect(await db('mailMessages').whereLike('once', 'certificate.revoked%')).toHaveLength(1)
    // Who lost one may be given another, with a number of its own.
    await staff.post(certificatesOf(day)).type('form').send({ to: anna }).expect(303)

    // Their names go with the participants' once documents need not be shown any more.
    await db.raw(`select set_config('act_local.behind', '-20 years', true)`)
    const named = () =>
      db('certificates').where({ dayId: day.id }).select<{ name: string }[]>(db.raw(`content->>'name' as name`))
    await runPrivacyJob(db, 'privacy.retain')
    expect(await named()).toEqual([{ name: letters }, { name: letters }])
    for (const other of ['{"name":"Other"}', '{"name":null}']) {
      const renamed = db.transaction((trx) => trx('certificates').update({ content: db.raw('content || ?', [other]) }))
      await expect(renamed, other).rejects.toMatchObject({ constraint: 'certificates_stay' })
    }
    await runPrivacyJob(db, 'privacy.retain', { env: { RETENTION_UNTIL: '2020-03-01' } })
    for (const { name } of await named()) expect(name).toBe('dalībnieks bez vārda')
    expect((await issuedFor(db, anna))?.number).toBe(number + 1)
    await db.raw('savepoint before')
    await expect(db('certificates').where({ number }).delete()).rejects.toMatchObject({
      constraint: 'certificates_stay',
    })
    await db.raw('rollback to savepoint before')
  })

  test('are listed with as many queries for many as for few', async ({ signedInAs, db }) => {
    const [small, large] = [await deliveredDay(db), await deliveredDay(db, { title: 'Visi', on: ['2020-02-21'] })]
    await register(db, small, ['Anna'])
    await register(
      db,
      large,
      Array.from({ length: 60 }, (_, at) => `Cilvēks ${at}`),
    )
    const staff = await signedInAs('ape')
    for (const day of [small, large]) {
      await makeEvidenced(db, day, signedInAs)
      await staff.post(certificatesOf(day)).type('form').send({ to: 'all' }).expect(303)
    }
    const few = await queriesOf(db, () => staff.get(certificatesOf(small)).expect(200))
    expect(await queriesOf(db, () => staff.get(certificatesOf(large)).expect(200))).toBe(few)
  })
})
