import { form, page, session, step, type Case } from './cases.ts'

export const adviceRoles: Record<string, Case[]> = {
  'GET /work/advice': [
    page('/en/work/advice', '200 mentor ape engure setomaa alutaguse lead auditor gaujiena varska', '403 *'),
  ],
  'GET /work/advice/new': [page('/en/work/advice/new', '200 mentor', '403 *')],
  'POST /work/advice/new': [form('/en/work/advice/new', {}, '422 mentor', '403 *')],
  'GET /work/advice/:session': [
    page(session('gaujiena'), '200 mentor ape lead auditor gaujiena', '403 admin', '404 *'),
    page(session('varska'), '200 mentor setomaa lead auditor varska', '403 admin', '404 *'),
  ],
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
