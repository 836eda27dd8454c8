import type { Db } from '#platform/db/connection.ts'
import { keptFile } from '../files.ts'
import { all, form, inParish, page, work, type Case, type Roles } from './cases.ts'

const readersOfApe = '200 ape lead mentor auditor'
const readersOfVarska = '200 setomaa lead mentor auditor'
const readersOfTrapene = '200 ape lead auditor'

/** The place of one question in the assessment of a parish. */
const question =
  (parish: string, section: string, code: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('methodologyCriteria')
      .where({ code })
      .whereIn(
        'methodologyVersionId',
        db('assessments').whereIn('parishId', inParish(db, parish)).select('methodologyVersionId'),
      )
      .first<{ id: string }>('id')
    return `${work}/${parish}/assessment/baseline/${section}/${id}${path}`
  }

const meeting =
  (parish: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('assessmentMeetings')
      .join('assessments', 'assessments.id', 'assessmentId')
      .where({ round: 'baseline' })
      .whereIn('parishId', inParish(db, parish))
      .first<{ id: string }>('assessmentMeetings.id')
    return `${work}/${parish}/assessment/baseline/meetings/${id}${path}`
  }

/** A file behind an answer, attached for this test. */
const evidence = async (db: Db) => {
  const address = await question('viresi', 'people', 'people.active')(db)
  const { id } = await keptFile(db, 'document')
  const answer = db('assessmentAnswers')
    .join('methodologyCriteria', 'methodologyCriteria.id', 'criterionId')
    .join('assessments', 'assessments.id', 'assessmentId')
    .whereIn('parishId', inParish(db, 'viresi'))
    .where({ code: 'people.active' })
  await db.raw('insert into assessment_answer_files (answer_id, file_id) ?', [
    answer.select('assessmentAnswers.id', db.raw('?::uuid', [id])),
  ])
  return `${address}/files/${id}`
}

/** A file of a meeting, attached for this test. */
const ofMeeting =
  (kind: 'photo' | 'document', path = '') =>
  async (db: Db) => {
    const address = await meeting('varska')(db)
    const { id } = await keptFile(db, kind)
    await db('meetingFiles').insert({ meetingId: address.split('/').at(-1), fileId: id, kind })
    return `${address}/files/${id}${path}`
  }

const round = (parish: string, path: string) => `${work}/${parish}/assessment/baseline${path}`
const pages = (path: string): Case[] => [
  page(round('gaujiena', path), readersOfApe, '404 *'),
  page(round('varska', path), readersOfVarska, '404 *'),
  page(round('trapene', path), readersOfTrapene, '404 *'),
]

export const assessmentsRoles: Roles = {
  'GET /parishes/:parish/assessment': [
    ...all('/en/parishes/gaujiena/assessment'),
    ...all('/en/parishes/trapene/assessment', 404),
  ],
  'GET /parishes/:parish/assessment/:round': [
    ...all('/en/parishes/varska/assessment/baseline'),
    ...all('/en/parishes/varska/assessment/final', 404),
    ...all('/en/parishes/trapene/assessment/baseline', 404),
  ],
  'GET /parishes/:parish/assessment/:round/form': [
    ...all('/en/parishes/trapene/assessment/baseline/form'),
    ...all('/en/parishes/alajoe/assessment/final/form'),
    ...all('/en/parishes/alajoe/assessment/first/form', 404),
  ],
  'GET /work/parishes/:parish/assessment': [
    page(`${work}/gaujiena/assessment`, readersOfApe, '404 *'),
    page(`${work}/varska/assessment`, readersOfVarska, '404 *'),
    page(`${work}/alajoe/assessment`, '200 alutaguse lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round': [
    ...pages(''),
    // A round that nobody began has no page.
    page(`${work}/alajoe/assessment/baseline`, '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/:section': [
    ...pages('/people'),
    page(round('gaujiena', '/nothing'), '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings': pages('/meetings'),
  'GET /work/parishes/:parish/assessment/:round/meetings/new': [
    page(round('trapene', '/meetings/new'), '200 ape', '403 lead auditor', '404 *'),
    page(round('gaujiena', '/meetings/new'), '403 ape lead mentor auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings/:meeting': [
    page(meeting('gaujiena'), readersOfApe, '404 *'),
    page(meeting('varska'), readersOfVarska, '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings/:meeting/names': [
    page(meeting('gaujiena', '/names'), '200 ape lead auditor', '404 *'),
    page(meeting('varska', '/names'), '200 setomaa lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/beginning': [
    form(round('alajoe', '/beginning'), {}, '303 alutaguse', '403 lead auditor', '404 *'),
    form(round('viresi', '/beginning'), {}, '303 ape', '403 lead auditor', '404 *'),
  ],
  // Answers stand in this round: it stays, and its page shows it.
  'POST /work/parishes/:parish/assessment/:round/removal': [
    form(round('viresi', '/removal'), {}, '303 ape', '403 lead auditor', '404 *'),
    form(round('iisaku', '/removal'), {}, '303 alutaguse', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/submission': [
    form(round('iisaku', '/submission'), {}, '303 alutaguse', '403 lead auditor', '404 *'),
    form(round('gaujiena', '/submission'), {}, '303 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/withdrawal': [
    form(round('trapene', '/withdrawal'), {}, '303 ape', '403 lead auditor', '404 *'),
    form(round('gaujiena', '/withdrawal'), {}, '303 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/approval': [
    form(round('trapene', '/approval'), {}, '303 lead', '403 ape auditor', '404 *'),
    form(round('viresi', '/approval'), {}, '303 lead', '403 ape auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/return': [
    form(round('trapene', '/return'), { note: '' }, '422 lead', '403 ape auditor', '404 *'),
    form(round('trapene', '/return'), { note: 'Ask the young too' }, '303 lead', '403 ape auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/freezing': [
    form(round('varska', '/freezing'), {}, '303 lead', '403 setomaa mentor auditor', '404 *'),
    form(round('gaujiena', '/freezing'), {}, '303 lead', '403 ape mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/:section/:criterion': [
    form(
      question('viresi', 'people', 'people.skills'),
      { value: '2', version: '0' },
      '303 ape',
      '403 lead auditor',
      '404 *',
    ),
    form(
      question('viresi', 'people', 'people.active'),
      { value: '2', version: '99' },
      '409 ape',
      '403 lead auditor',
      '404 *',
    ),
    form(question('viresi', 'market', 'people.active'), { value: '2', version: '1' }, '404 *'),
    form(
      question('trapene', 'people', 'people.active'),
      { value: '2', version: '1' },
      '409 ape',
      '403 lead auditor',
      '404 *',
    ),
    form(
      question('gaujiena', 'people', 'people.active'),
      { value: '2', version: '1' },
      '409 ape',
      '403 lead mentor auditor',
      '404 *',
    ),
  ],
  'POST /work/parishes/:parish/assessment/:round/meetings/new': [
    form(round('trapene', '/meetings/new'), {}, '422 ape', '403 lead auditor', '404 *'),
    form(round('gaujiena', '/meetings/new'), {}, '409 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/meetings/:meeting': [
    form(meeting('varska'), {}, '422 setomaa', '403 lead mentor auditor', '404 *'),
    form(meeting('gaujiena'), {}, '409 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/meetings/:meeting/names': [
    form(meeting('gaujiena', '/names'), { names: 'Somebody', version: '1' }, '303 ape', '403 lead auditor', '404 *'),
    form(meeting('varska', '/names'), { names: 'Somebody', version: '7' }, '409 setomaa', '403 lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/:section/:criterion/files': [
    page(question('viresi', 'people', 'people.active', '/files'), '200 ape', '403 lead auditor', '404 *'),
    page(question('gaujiena', 'people', 'people.active', '/files'), '403 ape lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/:section/:criterion/files': [
    form(
      question('viresi', 'people', 'people.skills', '/files'),
      { files: '!file_type a.html' },
      '422 ape',
      '403 lead auditor',
      '404 *',
    ),
    form(question('gaujiena', 'people', 'people.active', '/files'), {}, '409 ape', '403 lead mentor auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/:section/:criterion/files/:file': [
    page(evidence, '200 ape lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings/:meeting/files': [
    page(meeting('varska', '/files'), '200 setomaa', '403 lead auditor', '404 *'),
    page(meeting('gaujiena', '/files'), '403 ape lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/assessment/:round/meetings/:meeting/files': [
    form(meeting('varska', '/files'), { photos: '!file_type a.html' }, '422 setomaa', '403 lead auditor', '404 *'),
    form(meeting('gaujiena', '/files'), {}, '409 ape', '403 lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings/:meeting/files/:file': [
    page(ofMeeting('document'), '200 setomaa lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/assessment/:round/meetings/:meeting/files/:file/small': [
    page(ofMeeting('photo', '/small'), '200 setomaa lead auditor', '404 *'),
  ],
}
