import { randomUUID } from 'node:crypto'
import type { Db } from '#platform/db/connection.ts'
import { keptFile } from '../files.ts'
import { all, form, page, step, type Roles } from './cases.ts'

const published = '/en/initiatives/gaujienas-kopienas-virtuve'
const idea = '/en/initiatives/gaujienas-laivu-noma'
const inDraft = '/en/initiatives/viresu-kopienas-busins'

/** The address of a file attached to an initiative for this test. */
const attached = (initiative: string, kind: 'photo' | 'document', path: string) => async (db: Db) => {
  const { id } = await keptFile(db, kind)
  const initiatives = db('initiatives').where({ slug: initiative.split('/').at(-1) })
  await db.raw(`insert into initiative_files (initiative_id, file_id, kind) ? `, [
    initiatives.select('id', db.raw('?::uuid, ?', [id, kind])),
  ])
  return `${initiative}/${kind}s/${id}${path}`
}

export const initiativesRoles: Roles = {
  'GET /initiatives': all('/en/initiatives'),
  'GET /initiatives/:initiative': [
    ...all(published),
    { to: inDraft, answers: ['200 ape lead auditor', '404 *'] },
    { to: idea, answers: ['200 ape lead auditor mentor gaujiena', '404 *'] },
    { to: '/en/initiatives/meremae-kulakohvik', answers: ['200 setomaa lead auditor', '404 *'] },
  ],
  'GET /initiatives/:initiative/files': [
    page(`${published}/files`, '200 ape', '403 *'),
    page(`${inDraft}/files`, '200 ape', '403 lead auditor', '404 *'),
    page(`${idea}/files`, '403 ape lead auditor mentor gaujiena', '404 *'),
  ],
  'POST /initiatives/:initiative/files': [
    form(`${published}/files`, { photos: '!file_type a.html' }, '422 ape', '403 *'),
    form(`${inDraft}/files`, { photos: '!file_type a.html' }, '422 ape', '403 lead auditor', '404 *'),
  ],
  'GET /initiatives/:initiative/photos/:file': [
    { to: attached(published, 'photo', ''), answers: ['200 *'] },
    { to: attached(inDraft, 'photo', ''), answers: ['200 ape lead auditor', '404 *'] },
    { to: `${published}/photos/${randomUUID()}`, answers: ['404 *'] },
  ],
  'GET /initiatives/:initiative/photos/:file/small': [
    { to: attached(published, 'photo', '/small'), answers: ['200 *'] },
    { to: attached(inDraft, 'photo', '/small'), answers: ['200 ape lead auditor', '404 *'] },
  ],
  'GET /initiatives/:initiative/documents/:file': [
    page(attached(published, 'document', ''), '200 ape lead auditor mentor', '404 *'),
    page(attached(inDraft, 'document', ''), '200 ape lead auditor', '404 *'),
  ],
  'GET /initiatives/new': [page('/en/initiatives/new', '200 gaujiena varska', '403 *')],
  'POST /initiatives/new': [form('/en/initiatives/new', {}, '422 gaujiena varska', '403 *')],
  'GET /initiatives/:initiative/edit': [
    page(`${idea}/edit`, '200 gaujiena', '403 ape lead auditor mentor', '404 *'),
    page(`${published}/edit`, '403 *'),
  ],
  'POST /initiatives/:initiative/edit': [
    form(`${idea}/edit`, {}, '422 gaujiena', '403 ape lead auditor mentor', '404 *'),
    form(`${published}/edit`, {}, '403 *'),
  ],
  'POST /initiatives/:initiative/steps/:step/done': [
    form(
      step('gaujiena', (id, slug) => `/en/initiatives/${slug}/steps/${id}/done`),
      {},
      '303 mentor ape gaujiena',
      '403 lead auditor',
      '404 *',
    ),
    // A step of another initiative is not reached through this one.
    form(
      step('varska', (id) => `${published}/steps/${id}/done`),
      {},
      '404 *',
    ),
  ],
  'POST /initiatives/:initiative/steps/:step/undone': [
    form(
      step('varska', (id, slug) => `/en/initiatives/${slug}/steps/${id}/undone`),
      {},
      '303 mentor setomaa varska',
      '403 lead auditor',
      '404 *',
    ),
  ],
  'POST /initiatives/:initiative/drafting': [
    form(`${idea}/drafting`, {}, '403 ape lead auditor mentor gaujiena', '404 *'),
    form('/en/initiatives/viresu-kopienas-busins/drafting', {}, '403 ape lead auditor', '404 *'),
  ],
  'GET /initiatives/:initiative/drop': [
    page(`${inDraft}/drop`, '200 ape', '403 lead auditor', '404 *'),
    page(`${published}/drop`, '403 *'),
  ],
  'POST /initiatives/:initiative/drop': [
    form(`${inDraft}/drop`, {}, '422 ape', '403 lead auditor', '404 *'),
    form(`${idea}/drop`, {}, '422 ape', '403 lead auditor mentor gaujiena', '404 *'),
  ],
}
