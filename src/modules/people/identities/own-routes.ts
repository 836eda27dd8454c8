import { transact } from '#platform/db/transact.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { unlinkIdentity } from './commands.ts'
import type { Identity } from './identity.ts'
import type { Provider } from './provider.ts'
import { findIdentity } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/identities/own': { identity: Identity | null }
  }
}

/** Whether somebody signs in with an account elsewhere, and how to begin or end it. */
export function ownIdentityRoutes({ db, now, config }: Services, { issuer, name }: Provider) {
  const { router, get, post } = routes()

  get(paths.people.identities, signedIn, async ({ res, viewer }) => {
    render(res, 'modules/people/identities/own', { identity: (await findIdentity(db, viewer.id, issuer)) ?? null })
  })

  post(paths.people.identityUnlink, signedIn, async ({ req, res, viewer, locale }) => {
    requireProof(req)
    const told = { person: viewer, provider: name, phone: config.contact.phone, at: now() }
    await transact(db, viewer, (tx) => unlinkIdentity(tx, issuer, told))
    flash(res, 'removed')
    res.redirect(303, `/${locale}${paths.people.identities()}`)
  })

  return router
}
