import type { Db } from '#platform/db/connection.ts'
import { linkHash, type LinkPurpose } from '#modules/people/accounts/link.ts'
import { form, roleEndOf, page, person, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

const welcome = (token: string) => `/en/account/welcome/${token}`
const newPassword = (token: string) => `/en/account/password/${token}`

/** The address of a link that is good, as it stands in a letter to the mentor. */
const linkOf = (purpose: LinkPurpose, address: (token: string) => string) => async (db: Db) => {
  const token = purpose === 'invitation' ? 'a1'.repeat(32) : 'b2'.repeat(32)
  const person: { id: string } | undefined = await db('people').where({ email: 'mentor@example.org' }).first('id')
  const link = { personId: person?.id, purpose, tokenHash: linkHash(token), expiresAt: new Date('2100-01-01') }
  await db('accountLinks').insert(link).onConflict('tokenHash').ignore()
  return address(token)
}

export const peopleRoles: Roles = {
  'GET /sign-in': [{ to: '/en/sign-in', answers: ['200 visitor', '303 *'] }],
  'POST /sign-in': [{ to: '/en/sign-in', answers: ['422 *'] }],
  'POST /sign-out': [{ to: '/en/sign-out', answers: ['303 *'] }],
  'GET /forgotten': [{ to: '/en/forgotten', answers: ['200 *'] }],
  'POST /forgotten': [{ to: '/en/forgotten', answers: ['422 *'] }],
  'GET /account/welcome/:token': [
    { to: linkOf('invitation', welcome), answers: ['200 *'] },
    { to: welcome('nothing'), answers: ['410 *'] },
  ],
  'POST /account/welcome/:token': [
    { to: linkOf('invitation', welcome), answers: ['422 *'] },
    { to: welcome('nothing'), answers: ['410 *'] },
  ],
  'GET /account/password/:token': [
    { to: linkOf('new_password', newPassword), answers: ['200 *'] },
    { to: newPassword('nothing'), answers: ['410 *'] },
  ],
  'POST /account/password/:token': [
    { to: linkOf('new_password', newPassword), answers: ['422 *'] },
    { to: newPassword('nothing'), answers: ['410 *'] },
  ],
  'GET /work': [page('/en/work', '200 *')],
  'GET /work/account': [page('/en/work/account', '200 *')],
  'GET /work/account/prove': [page('/en/work/account/prove', '200 *')],
  'POST /work/account/prove': [form('/en/work/account/prove', {}, '422 *')],
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
  'POST /work/admin/people/:person/invitation': [form(person('mentor', '/invitation'), {}, '403 *')],
  'POST /work/admin/people/:person/new-password': [form(person('mentor', '/new-password'), {}, '303 admin', '403 *')],
  'GET /work/admin/people/:person/close': [
    page(person('mentor', '/close'), '200 admin', '403 *'),
    page(person('admin', '/close'), '403 *'),
  ],
  'POST /work/admin/people/:person/close': [
    form(person('mentor', '/close'), {}, '303 admin', '403 *'),
    form(person('admin', '/close'), {}, '403 *'),
  ],
}
