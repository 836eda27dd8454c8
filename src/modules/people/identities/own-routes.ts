import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { unlinkIdentity } from './commands.ts'
import { OnlyWayIn, type Identity } from './identity.ts'
import type { Provider } from './provider.ts'
import { findIdentity } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/identities/own': { identity: Identity | null; form: Form }
  }
}

const scope = 'identities:own'

/** Whether somebody signs in with an account elsewhere, and how to begin or end it. */
export function ownIdentityRoutes({ db, now, config }: Services, { issuer, name }: Provider) {
  const { router, get, post } = routes()

  const show = async (res: Response, viewer: Viewer, form: Form, status = 200) => {
    const identity = (await findIdentity(db, viewer.id, issuer)) ?? null
    render(res, 'modules/people/identities/own', { identity, form }, status)
  }

  get(paths.people.identities, signedIn, ({ res, viewer }) => show(res, viewer, blankForm(scope)))

  post(paths.people.identityUnlink, signedIn, async ({ req, res, viewer, locale }) => {
    requireProof(req)
    const person = orNotFound(await findPerson(db, viewer.id))
    const told = { person, provider: name, phone: config.contact.phone, at: now() }
    try {
      await transact(db, viewer, (tx) => unlinkIdentity(tx, { issuer, person }, told))
    } catch (error) {
      if (!(error instanceof OnlyWayIn)) throw error
      return show(res, viewer, withProblems(scope, {}, { form: { key: 'only', params: {} } }), 422)
    }
    flash(res, 'removed')
    res.redirect(303, `/${locale}${paths.people.identities()}`)
  })

  return router
}
