import type { Request } from 'express'
import { transact } from '#platform/db/transact.ts'
import { verifyPassword } from '#platform/values/password.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { setPassword } from '#modules/people/accounts/password-commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { shortestPassword, passwordWeakness } from '#modules/people/accounts/password-strength.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { listScopesOf } from '#modules/people/roles/queries.ts'
import { findOwnFactors, type OwnFactors } from '#modules/people/second-factors/queries.ts'
import { chooseLanguage, endSession, signOutEverywhere } from './commands.ts'
import { languageForm, passwordForm } from './schema.ts'
import { listSessions, type ListedSession } from './session-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/sign-in/account': {
      form: Form
      shortest: number
      hats: { role: string; place: Multilingual | null }[]
      sessions: ListedSession[]
      own: OwnFactors
      restrictedAt: Date | null
    }
  }
}

const passwordScope = 'people:password'
type Shown = Pick<RouteContext<never, Viewer>, 'req' | 'res' | 'viewer'>

/** The page of one's own account, in sections. */
export function accountRoutes({ db, limits, now, config }: Services) {
  const { router, get, post } = routes()
  const { phone } = config.contact

  const showAccount = async ({ req, res, viewer }: Shown, form: Form, status = 200) => {
    const places = await listScopesOf(db, viewer)
    const hats = viewer.roles.map(({ role, territoryId, parishId }) => ({
      role,
      place: (places.find(({ id }) => id === (territoryId ?? parishId))?.names ?? null) as Multilingual | null,
    }))
    const sessions = await listSessions(db, viewer.id, req.sessionID)
    const own = await findOwnFactors(db, viewer.id)
    const { restrictedAt } = orNotFound(await findPerson(db, viewer.id))
    const shown = { form, shortest: shortestPassword, hats, sessions, own, restrictedAt }
    render(res, 'modules/people/sign-in/account', shown, status)
  }

  get(paths.people.account, signedIn, (context) => showAccount(context, blankForm(passwordScope)))

  post(paths.people.accountPassword, signedIn, async (context) => {
    const { req, res, viewer, body, locale } = context
    const person = orNotFound(await findPerson(db, viewer.id))
    const reading = readForm(passwordScope, passwordForm, body)
    if (!reading.ok) return showAccount(context, blank(reading.form), 422)

    const { current, password } = reading.input
    const problem = (await isOwn(req, person, current))
      ? await weaknessOf(password, person)
      : { current: { key: 'wrong', params: {} } }
    if (problem) return showAccount(context, withProblems(passwordScope, {}, problem), 422)

    await transact(db, viewer, (tx) => setPassword(tx, person, password, { phone, at: now() }))
    flash(res, 'password_changed')
    res.redirect(303, `/${locale}${paths.people.signIn()}`)
  })

  const isOwn = async (req: Request, person: Person, typed: string) =>
    (await limits.tryPassword(
      { ip: String(req.ip), account: person.id, isKnown: true, slowDown: () => Promise.resolve() },
      async () => ((await verifyPassword(typed, person.passwordHash)) ? true : null),
    )) === true

  post(paths.people.accountLanguage, signedIn, async ({ res, viewer, body, locale }) => {
    const reading = readForm('people:language', languageForm, body)
    const chosen = reading.ok ? reading.input.locale : locale
    const person = orNotFound(await findPerson(db, viewer.id))
    await transact(db, viewer, (tx) => chooseLanguage(tx, person, chosen))
    flash(res, 'saved')
    res.redirect(303, `/${chosen}${paths.people.account()}`)
  })

  post(paths.people.accountSessionEnd, signedIn, async ({ res, viewer, locale, params: { session } }) => {
    if (isUuid(session)) await transact(db, viewer, (tx) => endSession(tx, viewer.id, session))
    flash(res, 'session_ended')
    res.redirect(303, `/${locale}${paths.people.account()}`)
  })

  post(paths.people.accountSessionsEnd, signedIn, async ({ res, viewer, locale }) => {
    const ended = await transact(db, viewer, (tx) => signOutEverywhere(tx, viewer))
    res.setHeader('Clear-Site-Data', '"cache", "storage"')
    flash(res, 'signed_out_everywhere', String(Math.max(ended - 1, 0)))
    res.redirect(303, `/${locale}`)
  })

  return router
}

const blank = (form: Form): Form => ({ ...form, values: {} })

async function weaknessOf(password: string, person: Person): Promise<Record<string, FormProblem> | null> {
  const key = await passwordWeakness(password, person)
  return key ? { password: { key, params: { min: shortestPassword } } } : null
}
