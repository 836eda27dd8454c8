import type { Db } from '#platform/db/connection.ts'
import { linkHash, type LinkPurpose } from '#modules/people/accounts/link.ts'
import { form, roleEndOf, page, person, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

const welcome = (token: string) => `/en/account/welcome/${token}`
const newPassword = (token: string) => `/en/account/password/${token}`

const noFactor = `/en/work/account/second-factor/factors/${nobody}`

/** The address of a link that is good, as it stands in a letter to one of the cast. */
const linkOf = (purpose: LinkPurpose, address: (token: string) => string) => async (db: Db) => {
  const token = linkHash(purpose)
  // A letter signs in nobody but a community member.
  const email = purpose === 'sign_in' ? 'varska@example.org' : 'mentor@example.org'
  const person: { id: string } | undefined = await db('people').where({ email }).first('id')
  const newEmail = purpose.startsWith('email') ? { newEmail: 'other@act.example' } : {}
  const link = { personId: person?.id, purpose, tokenHash: linkHash(token), expiresAt: new Date('2100-01-01') }
  await db('accountLinks')
    .insert({ ...link, ...newEmail })
    .onConflict('tokenHash')
    .ignore()
  return address(token)
}

const signInByLink = (token: string) => `/en/sign-in/link/${token}`
const emailChange = (token: string) => `/en/account/email/${token}`
const emailUndo = (token: string) => `/en/account/email-back/${token}`

export const peopleRoles: Roles = {
  'GET /sign-in': [{ to: '/en/sign-in', answers: ['200 visitor', '303 *'] }],
  'POST /sign-in': [{ to: '/en/sign-in', answers: ['422 *'] }],
  'GET /sign-in/link': [{ to: '/en/sign-in/link', answers: ['200 *'] }],
  'POST /sign-in/link': [{ to: '/en/sign-in/link', answers: ['422 *'] }],
  'GET /sign-in/link/:token': [
    { to: linkOf('sign_in', signInByLink), answers: ['200 *'] },
    { to: signInByLink('nothing'), answers: ['410 *'] },
  ],
  'POST /sign-in/link/:token': [
    { to: linkOf('sign_in', signInByLink), answers: ['303 *'] },
    { to: signInByLink('nothing'), answers: ['410 *'] },
  ],
  'GET /account/email/:token': [
    { to: linkOf('email_change', emailChange), answers: ['200 *'] },
    { to: emailChange('nothing'), answers: ['410 *'] },
  ],
  'POST /account/email/:token': [
    { to: linkOf('email_change', emailChange), answers: ['303 *'] },
    { to: emailChange('nothing'), answers: ['410 *'] },
  ],
  'GET /account/email-back/:token': [
    { to: linkOf('email_undo', emailUndo), answers: ['200 *'] },
    { to: emailUndo('nothing'), answers: ['410 *'] },
  ],
  'POST /account/email-back/:token': [
    { to: linkOf('email_undo', emailUndo), answers: ['303 *'] },
    { to: emailUndo('nothing'), answers: ['410 *'] },
  ],
  'GET /sign-in/code': [{ to: '/en/sign-in/code', answers: ['303 *'] }],
  'POST /sign-in/code': [{ to: '/en/sign-in/code', answers: ['401 *'] }],
  'POST /sign-in/passkey': [{ to: '/en/sign-in/passkey', answers: ['422 *'] }],
  'POST /sign-in/passkey/options': [{ to: '/en/sign-in/passkey/options', answers: ['200 *'] }],
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
  'POST /account/password/:token/passkey': [
    { to: linkOf('new_password', (token) => `${newPassword(token)}/passkey`), answers: ['200 *'] },
    { to: `${newPassword('nothing')}/passkey`, answers: ['404 *'] },
  ],
  'GET /work': [page('/en/work', '200 *')],
  'GET /work/account': [page('/en/work/account', '200 *')],
  'GET /work/account/prove': [page('/en/work/account/prove', '200 *')],
  'POST /work/account/prove': [form('/en/work/account/prove', {}, '422 *')],
  'POST /work/account/password': [form('/en/work/account/password', {}, '422 *')],
  'GET /work/account/email': [page('/en/work/account/email', '200 *')],
  'POST /work/account/email': [form('/en/work/account/email', {}, '422 *')],
  'POST /work/account/sessions/:session/end': [form(`/en/work/account/sessions/${nobody}/end`, {}, '303 *')],
  'POST /work/account/language': [form('/en/work/account/language', { locale: 'et' }, '303 *')],
  'POST /work/account/sessions/end': [form('/en/work/account/sessions/end', {}, '303 *')],
  'POST /work/account/prove/passkey': [form('/en/work/account/prove/passkey', {}, '422 *')],
  'POST /work/account/prove/passkey/options': [form('/en/work/account/prove/passkey/options', {}, '200 *')],
  'GET /work/account/second-factor': [page('/en/work/account/second-factor', '200 *')],
  'GET /work/account/second-factor/app': [page('/en/work/account/second-factor/app', '303 *')],
  'POST /work/account/second-factor/app': [form('/en/work/account/second-factor/app', {}, '303 *')],
  'POST /work/account/second-factor/app/begin': [form('/en/work/account/second-factor/app/begin', {}, '303 *')],
  'GET /work/account/second-factor/passkey': [page('/en/work/account/second-factor/passkey', '200 *')],
  'POST /work/account/second-factor/passkey': [form('/en/work/account/second-factor/passkey', {}, '422 *')],
  'POST /work/account/second-factor/passkey/options': [
    form('/en/work/account/second-factor/passkey/options', {}, '200 *'),
  ],
  'POST /work/account/second-factor/codes': [form('/en/work/account/second-factor/codes', {}, '303 *')],
  'GET /work/account/second-factor/factors/:factor': [page(noFactor, '404 *')],
  'POST /work/account/second-factor/factors/:factor': [form(noFactor, {}, '404 *')],
  'POST /work/account/second-factor/factors/:factor/remove': [form(`${noFactor}/remove`, {}, '404 *')],
  'GET /work/admin': [page('/en/work/admin', '200 admin lead auditor', '403 *')],
  'GET /work/admin/audit': [page('/en/work/admin/audit', '200 admin lead auditor', '403 *')],
  'GET /work/admin/people': [page('/en/work/admin/people', '200 admin lead', '403 *')],
  'POST /work/admin/people/addresses': [form('/en/work/admin/people/addresses', {}, '200 admin lead', '403 *')],
  'GET /work/admin/people/new': [page('/en/work/admin/people/new', '200 admin', '403 *')],
  'POST /work/admin/people/new': [form('/en/work/admin/people/new', {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person': [
    page(person('mentor'), '200 admin lead', '403 *'),
    page(`/en/work/admin/people/${nobody}`, '404 admin lead', '403 *'),
  ],
  'POST /work/admin/people/:person/address': [form(person('mentor', '/address'), {}, '200 admin lead', '403 *')],
  'POST /work/admin/people/:person/grants': [form(person('mentor', '/grants'), {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person/grants/:assignment/end': [page(roleEndOf('mentor'), '200 admin', '403 *')],
  'POST /work/admin/people/:person/grants/:assignment/end': [
    form(roleEndOf('mentor'), {}, '422 admin', '403 *'),
    form(roleEndOf('admin'), { toDay: '01.03.2020' }, '403 *'),
  ],
  'POST /work/admin/people/:person/invitation': [form(person('mentor', '/invitation'), {}, '403 *')],
  'POST /work/admin/people/:person/new-password': [form(person('mentor', '/new-password'), {}, '303 admin', '403 *')],
  'POST /work/admin/people/:person/reopen': [form(person('mentor', '/reopen'), {}, '403 *')],
  'POST /work/admin/people/:person/sessions/end': [form(person('mentor', '/sessions/end'), {}, '303 admin', '403 *')],
  'GET /work/admin/people/:person/email': [
    page(person('mentor', '/email'), '200 admin', '403 *'),
    page(person('admin', '/email'), '403 *'),
  ],
  'POST /work/admin/people/:person/email': [form(person('mentor', '/email'), {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person/second-factor': [page(person('mentor', '/second-factor'), '200 admin', '403 *')],
  'POST /work/admin/people/:person/second-factor': [form(person('mentor', '/second-factor'), {}, '403 *')],
  'POST /work/admin/people/:person/second-factor/confirm': [
    form(person('mentor', '/second-factor/confirm'), {}, '403 *'),
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
