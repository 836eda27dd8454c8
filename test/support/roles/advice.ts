import type { Db } from '#platform/db/connection.ts'
import { keptFile } from '../files.ts'
import { all, form, page, session, step, type Roles } from './cases.ts'

/** A photo of a session in this parish, attached for this test. */
const photo =
  (parish: string, path = '') =>
  async (db: Db) => {
    const address = await session(parish)(db)
    const { id } = await keptFile(db, 'photo')
    await db('adviceFiles').insert({ sessionId: address.split('/').at(-1), fileId: id })
    return `${address}/photos/${id}${path}`
  }

export const adviceRoles: Roles = {
  'GET /work/advice': [
    page('/en/work/advice', '200 mentor ape engure setomaa alutaguse lead auditor gaujiena varska', '403 *'),
  ],
  'GET /work/advice/new': [page('/en/work/advice/new', '200 mentor', '403 *')],
  'POST /work/advice/new': [form('/en/work/advice/new', {}, '422 mentor', '403 *')],
  'GET /work/advice/:session': [
    page(session('gaujiena'), '200 mentor ape lead auditor gaujiena', '403 admin', '404 *'),
    page(session('varska'), '200 mentor setomaa lead auditor varska', '403 admin', '404 *'),
  ],
  'GET /work/advice/:session/photos/:file': [
    page(photo('gaujiena'), '200 mentor ape lead auditor gaujiena', '403 admin', '404 *'),
  ],
  'GET /work/advice/:session/photos/:file/small': [
    page(photo('gaujiena', '/small'), '200 mentor ape lead auditor gaujiena', '403 admin', '404 *'),
  ],
  'GET /offline': all('/en/offline'),
  'GET /manifest.webmanifest': all('/et/manifest.webmanifest'),
  'POST /work/advice/:session': [form(session('gaujiena'), {}, '422 mentor', '403 *')],
  'POST /work/advice/steps/:step/done': [
    form(
      step('gaujiena', (id) => `/en/work/advice/steps/${id}/done`),
      {},
      '303 mentor ape gaujiena',
      '403 admin lead auditor',
      '404 *',
    ),
  ],
  'POST /work/advice/steps/:step/undone': [
    form(
      step('varska', (id) => `/en/work/advice/steps/${id}/undone`),
      {},
      '303 mentor setomaa varska',
      '403 admin lead auditor',
      '404 *',
    ),
  ],
}
