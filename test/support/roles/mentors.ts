import { form, inParish, page, type Case, type Roles } from './cases.ts'
import { idOf } from '../rows.ts'

type Db = Parameters<typeof inParish>[0]

const work = '/en/work/mentors'
const personIdOf = (db: Db, name: string) => idOf(db('people').where({ email: `${name}@example.org` }))

const profile =
  (name: string, path = 'profile') =>
  async (db: Db) =>
    `${work}/${await personIdOf(db, name)}/${path}`

const assignment = (parish: string) => async (db: Db) => {
  const { id } = await db('roleAssignments')
    .where({ role: 'mentor' })
    .whereIn('parishId', inParish(db, parish))
    .first('id')
  return `${work}/assignments/${id}`
}

const request =
  (parish: string, state: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('adviceRequests').where({ state }).whereIn('parishId', inParish(db, parish)).first('id')
    return `${work}/requests/${id}${path}`
  }

const month =
  (at: string, path = '', of = 'mentor') =>
  async (db: Db) =>
    `${work}/months/${await personIdOf(db, of)}/${at}${path}`

const addendum = async (db: Db) => {
  const { id } = await db('timesheetAddenda').whereNull('approved').first('id')
  return month('2019-11', `/addenda/${id}`)(db)
}

const inDecember = async (db: Db) => ({ parish: await idOf(inParish(db, 'varska')) })
const territoryOf = (slug: string) => async (db: Db) => ({
  territory: await idOf(db('territories').where({ slug })),
})

const everybody = (to: string, status = 200): Case[] => [{ to, answers: [`${status} *`] }]
const readersOfGaujiena = '200 ape lead auditor mentor gaujiena'
const past = { version: '9' }

export const mentorsRoles: Roles = {
  'GET /mentors': everybody('/en/mentors'),
  'GET /mentors/:mentor': [
    ...everybody('/en/mentors/demo-mentors'),
    ...everybody('/en/mentors/demo-mentore-engure', 404),
  ],
  'GET /mentors/:mentor/photo/:file': everybody('/en/mentors/demo-mentors/photo/none', 404),
  'GET /mentors/:mentor/photo/:file/small': everybody('/en/mentors/demo-mentors/photo/none/small', 404),
  'GET /work/mentors': [page(work, '200 ape engure setomaa alutaguse lead auditor', '403 *')],
  'GET /work/mentors/new': [page(`${work}/new`, '200 ape engure setomaa alutaguse lead', '403 *')],
  'POST /work/mentors/new': [form(`${work}/new`, {}, '422 ape engure setomaa alutaguse lead', '403 *')],
  'GET /work/mentors/assignments/:assignment': [
    page(assignment('gaujiena'), '200 ape lead auditor', '403 mentor gaujiena varska admin', '404 *'),
    page(assignment('engure'), '200 engure lead auditor', '403 mentor gaujiena varska admin', '404 *'),
  ],
  'POST /work/mentors/assignments/:assignment': [
    form(assignment('gaujiena'), past, '422 ape lead', '403 auditor mentor gaujiena varska admin', '404 *'),
  ],
  'GET /work/mentors/:person/profile': [
    page(profile('mentor'), '200 mentor ape setomaa', '404 *'),
    page(profile('mentor.engure'), '200 engure', '404 *'),
    page(profile('gaujiena'), '404 *'),
  ],
  'POST /work/mentors/:person/profile': [
    form(profile('mentor'), {}, '422 mentor ape setomaa', '404 *'),
    form(profile('mentor.engure'), {}, '422 engure', '404 *'),
  ],
  'GET /work/mentors/:person/photo/:file': [page(profile('mentor', 'photo/none'), '404 *')],
  'GET /work/mentors/:person/photo/:file/small': [page(profile('mentor', 'photo/none/small'), '404 *')],
  'GET /work/mentors/requests': [page(`${work}/requests`, '403 admin', '200 *')],
  'GET /work/mentors/requests/new': [
    page(`${work}/requests/new`, '200 gaujiena varska ape engure setomaa alutaguse', '403 *'),
    page(`${work}/requests/new?parish=gaujiena`, '200 gaujiena ape', '403 admin lead auditor mentor', '404 *'),
  ],
  'POST /work/mentors/requests/new': [
    form(`${work}/requests/new`, { parish: 'gaujiena' }, '422 gaujiena ape', '403 admin lead auditor mentor', '404 *'),
  ],
  'GET /work/mentors/requests/:request': [
    page(request('gaujiena', 'proposed'), readersOfGaujiena, '403 admin', '404 *'),
    page(request('engure', 'answered'), '200 engure lead auditor', '403 admin', '404 *'),
  ],
  'GET /work/mentors/requests/:request/calendar': [
    page(request('varska', 'agreed', '/calendar'), '200 setomaa lead auditor mentor varska', '403 admin', '404 *'),
  ],
  'POST /work/mentors/requests/:request/dates': [
    form(request('gaujiena', 'proposed', '/dates'), past, '422 mentor', '403 ape lead auditor gaujiena admin', '404 *'),
  ],
  'POST /work/mentors/requests/:request/acceptance': [
    form(request('gaujiena', 'proposed', '/acceptance'), past, '403 mentor lead auditor admin', '404 *'),
  ],
  'POST /work/mentors/requests/:request/others': [
    form(
      request('varska', 'agreed', '/others'),
      { ...past, words: '' },
      '409 varska setomaa',
      '403 mentor lead auditor admin',
      '404 *',
    ),
  ],
  'POST /work/mentors/requests/:request/declining': [
    form(request('varska', 'open', '/declining'), past, '422 mentor setomaa', '403 varska lead auditor admin', '404 *'),
  ],
  'POST /work/mentors/requests/:request/withdrawal': [
    form(
      request('varska', 'open', '/withdrawal'),
      past,
      '409 varska setomaa',
      '403 mentor lead auditor admin',
      '404 *',
    ),
  ],
  'GET /work/mentors/months': [page(`${work}/months`, '200 *')],
  'GET /work/mentors/months/:mentor/:month': [
    page(month('2019-11'), '200 mentor ape gaujiena lead auditor', '404 *'),
    page(month('2019-12'), '200 mentor setomaa lead auditor', '404 *'),
    // A month that is returned is the mentor's again, and not the community's.
    page(month('2020-01'), '200 mentor ape lead auditor', '404 *'),
    page(month('2020-02', '', 'mentor.engure'), '200 engure lead auditor', '404 *'),
  ],
  'GET /work/mentors/months/:mentor/:month/timesheet.pdf': [
    page(month('2019-12', '/timesheet.pdf'), '200 setomaa lead auditor mentor', '404 *'),
    page(month('2020-02', '/timesheet.pdf', 'mentor.engure'), '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/submission': [
    form(month('2020-01', '/submission'), {}, '409 mentor', '403 ape lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/recall': [
    form(month('2019-12', '/recall'), past, '409 mentor', '403 setomaa lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/return': [
    form(month('2019-12', '/return'), past, '422 setomaa', '403 mentor lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/confirmation': [
    form(month('2019-12', '/confirmation'), inDecember, '422 setomaa', '403 mentor lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/approval': [
    // Nobody has confirmed it yet.
    form(month('2019-12', '/approval'), territoryOf('setomaa'), '403 setomaa mentor lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/addenda': [
    form(month('2019-11', '/addenda'), {}, '422 mentor ape', '403 gaujiena lead auditor', '404 *'),
    form(month('2019-12', '/addenda'), {}, '403 mentor setomaa lead auditor', '404 *'),
  ],
  'POST /work/mentors/months/:mentor/:month/addenda/:addendum': [
    form(addendum, { do: 'approve' }, '303 ape', '403 gaujiena mentor lead auditor', '404 *'),
  ],
}
