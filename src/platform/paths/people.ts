import { path } from '#platform/values/path.ts'

export const people = {
  signIn: path('/sign-in'),
  signOut: path('/sign-out', '/'),
  welcome: path('/account/welcome/:token'),
  forgotten: path('/forgotten'),
  newPassword: path('/account/password/:token'),
  account: path('/work/account'),
  prove: path('/work/account/prove'),
  accountLanguage: path('/work/account/language', '/work/account'),
  accountPassword: path('/work/account/password', '/work/account'),
  accountSessionsEnd: path('/work/account/sessions/end', '/work/account'),
  admin: path('/work/admin'),
  list: path('/work/admin/people'),
  add: path('/work/admin/people/new'),
  person: path('/work/admin/people/:person'),
  invitation: path('/work/admin/people/:person/invitation', '/work/admin/people/:person'),
  newPasswordLink: path('/work/admin/people/:person/new-password', '/work/admin/people/:person'),
  close: path('/work/admin/people/:person/close'),
  roles: path('/work/admin/people/:person/grants', '/work/admin/people/:person'),
  roleEnd: path('/work/admin/people/:person/grants/:assignment/end'),
}
