import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { transact } from '#platform/db/transact.ts'
import { storeScan } from '#modules/training/sign-in-sheets/commands.ts'
import { seedEvidence } from '../../../seeds/training/attendance.ts'
import { keptFile } from '../files.ts'
import { dataFolder, testStore } from '../portal.ts'
import { viewerOf } from '../people.ts'
import type { Member } from '../test.ts'
import type { inParish } from './cases.ts'
import { form, page, type Roles } from './cases.ts'

type Db = Parameters<typeof inParish>[0]

// One day for Ape alone, and one that Engure holds for both.
const titles = { ape: 'Savu resursu apzināšanās un efektīva izmantošana', both: 'Līderis' }
type Which = keyof typeof titles

const dateOf = (db: Db, which: Which) =>
  db('trainingDates')
    .join('trainingDays', 'trainingDays.id', 'dayId')
    .join('attendanceLists', 'attendanceLists.id', 'trainingDates.id')
    .whereRaw(`title ->> (title ->> 'source') = ?`, [titles[which]])
    .orderBy('onDay')
    .first<{ id: string; slug: string; code: string }>('trainingDates.id', 'slug', 'code')

const list =
  (which: Which, path: string, under = which) =>
  async (db: Db) =>
    `/en/work/training/${(await dateOf(db, under)).slug}/dates/${(await dateOf(db, which)).id}${path}`

const confirm = async (db: Db, which: Which) => {
  const { id } = await dateOf(db, which)
  const { id: confirmedBy } = await viewerOf(db, 'lead')
  const [{ count }] = (await db('attendances').where({ dateId: id }).count()) as [{ count: string }]
  await db('attendanceLists')
    .where({ id })
    .update({ counted: count, listed: count, confirmedBy, confirmedAt: new Date('2020-03-01T10:00:00Z') })
}

const confirmed = (which: Which, path: string) => async (db: Db) => {
  await confirm(db, which)
  return list(which, path)(db)
}

/** A photograph that one of the cast sent: of a date, or waiting for somebody to say of which. */
const paper =
  (by: Member, which: Which | null, path = '') =>
  async (db: Db) => {
    const sender = await viewerOf(db, by)
    const file = await keptFile(db, 'photo', sender)
    const dateId = which && (await dateOf(db, which)).id
    const at = new Date('2020-03-01T10:00:00Z')
    await transact(db, sender, (tx) =>
      storeScan(tx, { fileId: file.id, kind: 'sign_in_sheet', byCode: false, dateId }, at),
    )
    const { id } = await db('attendanceScans').where({ fileId: file.id }).first<{ id: string }>('id')
    return `/en/work/training/sheets/${id}${path}`
  }

async function bringEvidence(db: Db) {
  const folder = await mkdtemp(join(dataFolder, 'sheet-'))
  await seedEvidence(db, await testStore(), folder, (name) => viewerOf(db, name as Member))
  await rm(folder, { recursive: true })
}

/** The first certificate of the demonstration's evidenced day. */
const certificate = (address: (slug: string, serial: string, code: string) => string) => async (db: Db) => {
  if (!(await db('certificates').first('id'))) await bringEvidence(db)
  const { slug } = await dateOf(db, 'ape')
  const { number, code } = await db('certificates').orderBy('number').first<{ number: number; code: string }>()
  return address(slug, `2020-${String(number).padStart(4, '0')}`, code)
}

const certificates = (which: Which) => async (db: Db) =>
  `/en/work/training/${(await dateOf(db, which)).slug}/certificates`
const ofCertificate = (path: string) =>
  certificate((slug, serial) => `/en/work/training/${slug}/certificates/${serial}${path}`)

const readersOfApe = '200 ape lead auditor'
const readersOfBoth = '200 ape engure lead auditor'
const staff = '200 ape engure setomaa alutaguse'

export const attendanceRoles: Roles = {
  'GET /work/training/:day/dates/:date/attendance': [
    page(list('ape', '/attendance'), readersOfApe, '404 *'),
    page(list('both', '/attendance'), readersOfBoth, '404 *'),
    // A date of another day is not reached through one's own.
    page(list('both', '/attendance', 'ape'), '404 *'),
  ],
  'POST /work/training/:day/dates/:date/attendance': [
    form(list('ape', '/attendance'), { rows: '', method: 'paper' }, '303 ape', '403 lead auditor', '404 *'),
    form(confirmed('ape', '/attendance'), { rows: '', method: 'paper' }, '403 ape lead auditor', '404 *'),
  ],
  'POST /work/training/:day/dates/:date/attendance/confirmation': [
    form(list('ape', '/attendance/confirmation'), { counted: '', note: '' }, '422 lead', '403 ape auditor', '404 *'),
    // Who wrote the list does not confirm it; their partners of the joint day may.
    form(list('both', '/attendance/confirmation'), { counted: '' }, '422 ape lead', '403 engure auditor', '404 *'),
  ],
  'POST /work/training/:day/dates/:date/attendance/reopening': [
    form(list('ape', '/attendance/reopening'), { reason: '' }, '403 ape lead auditor', '404 *'),
    form(confirmed('ape', '/attendance/reopening'), { reason: '' }, '422 ape lead', '403 auditor', '404 *'),
  ],
  'POST /work/training/:day/dates/:date/attendance/papers': [
    form(list('ape', '/attendance/papers'), {}, '422 ape', '403 lead auditor', '404 *'),
  ],
  'GET /work/training/:day/dates/:date/sheet.pdf': [
    page(list('ape', '/sheet.pdf'), readersOfApe, '404 *'),
    page(list('both', '/sheet.pdf'), readersOfBoth, '404 *'),
  ],
  'GET /sheets/:code': [
    page(async (db) => `/en/sheets/${(await dateOf(db, 'ape')).code}`, '303 ape lead auditor', '404 *'),
    page('/en/sheets/0123456789abcdef0123', '404 *'),
  ],
  'GET /work/training/sheets/new': [page('/en/work/training/sheets/new', staff, '403 *')],
  'POST /work/training/sheets/new': [form('/en/work/training/sheets/new', {}, staff.replace('200', '422'), '403 *')],
  'GET /work/training/sheets/:scan/file': [
    page(paper('ape', 'ape', '/file'), readersOfApe, '404 *'),
    // While it waits, it is for whoever sent it.
    page(paper('ape', null, '/file'), '200 ape', '404 *'),
  ],
  'GET /work/training/sheets/:scan/small': [page(paper('engure', 'both', '/small'), readersOfBoth, '404 *')],
  'POST /work/training/sheets/:scan': [
    form(paper('ape', null), {}, '303 ape', '404 *'),
    form(paper('ape', 'ape'), {}, '303 ape', '403 lead auditor', '404 *'),
  ],
  'POST /work/training/sheets/:scan/removal': [
    form(paper('ape', 'ape', '/removal'), {}, '303 ape', '403 lead auditor', '404 *'),
    form(paper('setomaa', null, '/removal'), {}, '303 setomaa', '404 *'),
  ],
  'GET /work/training/attendance': [
    page('/en/work/training/attendance', '200 ape engure setomaa alutaguse lead auditor', '403 *'),
  ],
  'GET /work/training/:day/certificates': [
    page(certificates('ape'), readersOfApe, '404 *'),
    page(certificates('both'), readersOfBoth, '404 *'),
  ],
  'POST /work/training/:day/certificates': [
    // A day whose evidence is not there certifies nobody.
    form(certificates('ape'), { to: 'all' }, '403 ape lead auditor', '404 *'),
    form(
      certificate((slug) => `/en/work/training/${slug}/certificates`),
      { to: 'all' },
      '303 ape',
      '403 lead auditor',
      '404 *',
    ),
  ],
  'GET /work/training/:day/certificates/:serial/certificate.pdf': [
    page(ofCertificate('/certificate.pdf'), readersOfApe, '404 *'),
  ],
  'GET /work/training/:day/certificates/:serial/revocation': [
    page(ofCertificate('/revocation'), '200 ape', '403 lead auditor', '404 *'),
  ],
  'POST /work/training/:day/certificates/:serial/revocation': [
    form(ofCertificate('/revocation'), { reason: '' }, '422 ape', '403 lead auditor', '404 *'),
  ],
  'GET /certificates': [{ to: '/en/certificates', answers: ['200 *'] }],
  'GET /certificates/:serial': [
    { to: certificate((_, serial, code) => `/en/certificates/${serial}?code=${code}`), answers: ['200 *'] },
    { to: '/en/certificates/2020-0001?code=2222222222', answers: ['404 *'] },
  ],
  'GET /certificates/:serial/certificate.pdf': [
    {
      to: certificate((_, serial, code) => `/en/certificates/${serial}/certificate.pdf?code=${code}`),
      answers: ['200 *'],
    },
    { to: certificate((_, serial) => `/en/certificates/${serial}/certificate.pdf`), answers: ['404 *'] },
  ],
}
