import type { Db } from '#platform/db/connection.ts'
import { form, page, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

/** A request of the mentor that waits for its answer, at the address below it. */
const request =
  (rest = '') =>
  async (db: Db) => {
    const { id } = await db('people').where({ email: 'mentor@example.org' }).first<{ id: string }>('id')
    const asked = { kind: 'erasure', subjectEmail: 'mentor@example.org', locale: 'en', personId: id, state: 'open' }
    const [row] = (await db('privacyRequests')
      .insert({ ...asked, confirmedAt: '2020-03-01T10:00:00Z', dueOn: '2020-04-01' })
      .returning('id')) as [{ id: string }]
    return `/en/work/admin/privacy/${row.id}${rest}`
  }

export const privacyRoles: Roles = {
  'GET /privacy/request': [{ to: '/en/privacy/request', answers: ['200 *'] }],
  'POST /privacy/request': [{ to: '/en/privacy/request', answers: ['422 *'] }],
  'GET /privacy/request/:token': [{ to: '/en/privacy/request/nothing', answers: ['410 *'] }],
  'POST /privacy/request/:token': [{ to: '/en/privacy/request/nothing', answers: ['410 *'] }],
  'GET /privacy/file/:token': [{ to: '/en/privacy/file/nothing', answers: ['404 *'] }],
  'POST /privacy/file/:token': [{ to: '/en/privacy/file/nothing', answers: ['404 *'] }],
  'GET /work/account/data': [page('/en/work/account/data', '200 *')],
  'POST /work/account/data/files': [form('/en/work/account/data/files', {}, '303 *')],
  'GET /work/account/data/files/:file': [page(`/en/work/account/data/files/${nobody}`, '404 *')],
  'POST /work/account/data/requests': [form('/en/work/account/data/requests', {}, '422 *')],
  'POST /work/account/data/consents/:consent/withdrawal': [
    form(`/en/work/account/data/consents/${nobody}/withdrawal`, {}, '404 *'),
  ],
  'GET /work/admin/records': [page('/en/work/admin/records', '200 admin lead auditor', '403 *')],
  'GET /work/admin/reads': [page('/en/work/admin/reads', '200 admin auditor', '403 *')],
  'GET /work/admin/reads.csv': [page('/en/work/admin/reads.csv', '200 admin auditor', '403 *')],
  'GET /work/admin/erasures': [page('/en/work/admin/erasures', '200 admin lead auditor', '403 *')],
  'GET /work/admin/privacy': [page('/en/work/admin/privacy', '200 admin lead', '403 *')],
  'GET /work/admin/privacy/:request': [
    page(request(), '200 admin lead', '403 *'),
    page(`/en/work/admin/privacy/${nobody}`, '404 admin lead', '403 *'),
  ],
  'POST /work/admin/privacy/:request/file': [form(request('/file'), {}, '303 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/answer': [form(request('/answer'), {}, '422 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/refusal': [form(request('/refusal'), {}, '422 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/extension': [form(request('/extension'), {}, '422 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/subject': [form(request('/subject'), {}, '303 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/restriction': [form(request('/restriction'), {}, '303 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/correction': [form(request('/correction'), {}, '422 admin lead', '403 *')],
  'GET /work/admin/privacy/:request/erasure': [page(request('/erasure'), '200 admin lead', '403 *')],
  'POST /work/admin/privacy/:request/erasure': [form(request('/erasure'), {}, '303 admin lead', '403 *')],
}
