import type { Db } from '#platform/db/connection.ts'
import { all, form, inParish, page, planPages, work, type Roles } from './cases.ts'

const ofEngure = (table: string, path: string) => async (db: Db) => {
  const plan = db('plans').whereIn('parishId', inParish(db, 'engure')).select('id')
  const { id } =
    table === 'planComments'
      ? await db(table).whereIn('planId', plan).orderBy('writtenAt').first<{ id: string }>('id')
      : await db(table).whereNull('metAt').orderBy('dueOn').first<{ id: string }>('id')
  return `${work}/engure/plan/${path.replace(':id', id)}`
}

const unmet = (path: string) => ofEngure('planConditions', `conditions/:id${path}`)
const said = (path: string) => ofEngure('planComments', `comments/:id${path}`)

/** A condition that staff say is met, and nobody has confirmed. */
const met = (path: string) => async (db: Db) => {
  const to = await unmet(path)(db)
  const staff = db('people').where({ email: 'engure@example.org' }).select('id').first()
  const at = new Date('2020-03-01T10:00:00Z')
  const note = JSON.stringify({ source: 'en', en: 'Here it is' })
  await db('planConditions')
    .where({ id: to.split('/').at(-2) })
    .update({ metBy: staff, metAt: at, metNote: note })
  return to
}

const letter = { note: 'The permit came', version: '1' }

export const versionsRoles: Roles = {
  'GET /parishes/:parish/plan/versions/:number/changes': [
    ...all('/en/parishes/engure/plan/versions/2/changes'),
    ...all('/en/parishes/engure/plan/versions/2/changes?since=1'),
    ...all('/en/parishes/engure/plan/versions/2/changes?since=2020-01-15'),
    ...all('/en/parishes/engure/plan/versions/2/changes?since=tomorrow', 422),
    ...all('/en/parishes/engure/plan/versions/2/changes?since=7', 404),
    ...all('/en/parishes/engure/plan/versions/3/changes', 404),
    ...all('/en/parishes/engure/plan/versions/1-1/changes', 404),
    ...all('/en/parishes/smarde/plan/versions/1/changes', 404),
  ],
  'GET /work/parishes/:parish/plan/versions': planPages('/versions'),
  'GET /work/parishes/:parish/plan/versions/:version': [
    ...planPages('/versions', { gaujiena: '/1-0', varska: '/0-1', smarde: '/0-1' }),
    page(`${work}/gaujiena/plan/versions/7-0`, '404 *'),
    page(`${work}/gaujiena/plan/versions/draft`, '404 *'),
  ],
  'GET /work/parishes/:parish/plan/changes': [
    ...planPages('/changes'),
    ...planPages('/changes?from=0-1&to=draft'),
    page(`${work}/gaujiena/plan/changes?from=nothing`, '404 *'),
  ],
  'GET /work/parishes/:parish/plan/decision': [
    page(`${work}/smarde/plan/decision`, '200 lead', '403 engure auditor', '404 *'),
    page(`${work}/viresi/plan/decision`, '303 lead', '403 ape auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/plan/conditions/:condition': [page(unmet(''), '200 engure lead auditor', '404 *')],
  'POST /work/parishes/:parish/plan/conditions/:condition/met': [
    form(unmet('/met'), { ...letter, note: '' }, '422 engure', '403 lead auditor', '404 *'),
    form(unmet('/met'), letter, '303 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/conditions/:condition/confirmation': [
    form(unmet('/confirmation'), { version: '1' }, '403 engure lead auditor', '404 *'),
    form(met('/confirmation'), { version: '1' }, '303 lead', '403 engure auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/conditions/:condition/reopening': [
    form(met('/reopening'), { version: '9' }, '409 engure lead', '403 auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/plan/comments/:section': [
    ...planPages('/comments/finance'),
    page(`${work}/gaujiena/plan/comments/nothing`, '404 *'),
  ],
  'POST /work/parishes/:parish/plan/comments/:section': [
    form(`${work}/gaujiena/plan/comments/jobs`, { note: '' }, '422 ape lead mentor', '403 auditor', '404 *'),
    form(`${work}/gaujiena/plan/comments/jobs`, { note: 'Why?' }, '303 ape lead mentor', '403 auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/comments/:comment/resolution': [
    form(said('/resolution'), { version: '9' }, '409 engure lead', '403 auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/comments/:comment/reopening': [
    form(said('/reopening'), { version: '9' }, '409 engure lead', '403 auditor', '404 *'),
  ],
  // Nobody takes back what another said.
  'POST /work/parishes/:parish/plan/comments/:comment/withdrawal': [
    form(said('/withdrawal'), { version: '1' }, '303 engure', '403 lead auditor', '404 *'),
  ],
}
