import { form, roleEndOf, page, person, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

export const peopleRoles: Roles = {
  'GET /sign-in': [{ to: '/en/sign-in', answers: ['200 visitor', '303 *'] }],
  'POST /sign-in': [{ to: '/en/sign-in', answers: ['422 *'] }],
  'POST /sign-out': [{ to: '/en/sign-out', answers: ['303 *'] }],
  'GET /work': [page('/en/work', '200 *')],
  'GET /work/account': [page('/en/work/account', '200 *')],
  'POST /work/account/password': [form('/en/work/account/password', {}, '422 *')],
  'POST /work/account/language': [form('/en/work/account/language', { locale: 'et' }, '303 *')],
  'POST /work/account/sessions/end': [form('/en/work/account/sessions/end', {}, '303 *')],
  'GET /work/admin': [page('/en/work/admin', '200 admin lead auditor', '403 *')],
  'GET /work/admin/audit': [page('/en/work/admin/audit', '200 admin lead auditor', '403 *')],
  'GET /work/admin/people': [page('/en/work/admin/people', '200 admin lead', '403 *')],
  'GET /work/admin/people/new': [page('/en/work/admin/people/new', '200 admin', '403 *')],
  'POST /work/admin/people/new': [form('/en/work/admin/people/new', {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person': [
    page(person('mentor'), '200 admin lead', '403 *'),
    page(`/en/work/admin/people/${nobody}`, '404 admin lead', '403 *'),
  ],
  'POST /work/admin/people/:person/grants': [form(person('mentor', '/grants'), {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person/grants/:assignment/end': [page(roleEndOf('mentor'), '200 admin', '403 *')],
  'POST /work/admin/people/:person/grants/:assignment/end': [
    form(roleEndOf('mentor'), {}, '422 admin', '403 *'),
    form(roleEndOf('admin'), { toDay: '01.03.2020' }, '403 *'),
  ],
  'GET /work/admin/people/:person/close': [
    page(person('mentor', '/close'), '200 admin', '403 *'),
    page(person('admin', '/close'), '403 *'),
  ],
  'POST /work/admin/people/:person/close': [
    form(person('mentor', '/close'), {}, '303 admin', '403 *'),
    form(person('admin', '/close'), {}, '403 *'),
  ],
}
