import type { Request, Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { refusePlainHttp, setPrivateHeaders } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { LinkOver } from '#modules/people/accounts/link.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { askSecondStep } from '#modules/people/second-step/page.ts'
import type { Begin } from '#modules/people/sign-in/authentication.ts'
import { noteProof } from '#modules/people/sign-in/proof-guard.ts'
import { carriedIn, takeAttempt, type Attempt } from './attempt-guard.ts'
import { acceptWithIdentity, linkIdentity, noteIdentityUse } from './commands.ts'
import { IdentityTaken, type Shown } from './identity.ts'
import { showRefusal } from './refusal-page.ts'
import { listFactors } from '#modules/people/second-factors/queries.ts'
import { NotShown, type Provider } from './provider.ts'
import { findPersonByIdentity } from './queries.ts'

interface Arrival {
  req: Request
  res: Response
  viewer: Viewer | null
  locale: Locale
  attempt: Attempt
  shown: Shown
}

/** Where the provider leads people back to, whatever they were there for. */
export function arrivalRoutes(services: Services, provider: Provider, begin: Begin) {
  const { router, get } = routes()
  const arrivals = arrivalsOf(services, provider, begin)

  get(paths.people.singleSignOnBack, anyone, async ({ req, res, viewer, locale }) => {
    refusePlainHttp(req, services.config.origin)
    setPrivateHeaders(res)
    const attempt = await takeAttempt(req)
    if (!attempt) return showRefusal(res, 'over', { purpose: 'sign_in', next: `/${locale}${paths.desk()}` })
    try {
      const [, query = ''] = req.originalUrl.split('?')
      const shown = await provider.complete(query, attempt, attempt.purpose === 'prove')
      await arrivals[attempt.purpose]({ req, res, viewer, locale, attempt, shown })
    } catch (error) {
      const why = whyOf(error)
      if (!why) throw error
      showRefusal(res, why, attempt)
    }
  })

  return router
}

// What is done for whoever came back, by what they were there for.
function arrivalsOf({ db, now, config, factorKeys: keys }: Services, provider: Provider, begin: Begin) {
  const { phone } = config.contact
  const toldOf = (person: Person | Viewer) => ({ person, provider: provider.name, phone, at: now() })

  const signIn = async ({ req, res, locale, attempt, shown }: Arrival) => {
    const person = await findPersonByIdentity(db, keys, shown)
    if (!person) return showRefusal(res, 'unknown', attempt)
    const onward = { next: attempt.next, kept: carriedIn(req) }
    if (!shown.isStrong && (await askSecondStep({ req, res, locale }, db, person, onward, 'oidc'))) return
    await noteIdentityUse(db, person.id, { shown, keys })
    await begin(req, person, { method: 'oidc', strong: shown.isStrong })
    if (onward.kept) render(res, 'modules/people/sign-in/sign-in-again', { kept: onward.kept })
    else res.redirect(303, onward.next)
  }

  const link = async ({ res, viewer, attempt, shown }: Arrival) => {
    if (!viewer) return showRefusal(res, 'over', attempt)
    await transact(db, viewer, (tx) => linkIdentity(tx, { shown, keys }, toldOf(viewer)))
    flash(res, 'saved')
    res.redirect(303, attempt.next)
  }

  const beginAccount = async ({ req, res, locale, attempt: { token, next }, shown }: Arrival) => {
    const person = await findPersonByLink(db, token, 'invitation')
    if (!person) throw new LinkOver('the invitation is over')
    // Of an account that was closed and is open again: what any provider says of whoever holds the letter is no second step.
    if ((await listFactors(db, person.id)).length > 0)
      return showRefusal(res, 'has_factors', { purpose: 'begin', next })
    await transact(db, person, (tx) =>
      acceptWithIdentity(tx, { token, locale, person }, { shown, keys }, toldOf(person)),
    )
    await begin(req, person, { method: 'oidc', strong: shown.isStrong })
    res.redirect(303, next)
  }

  const prove = async ({ req, res, viewer, attempt, shown }: Arrival) => {
    const person = await findPersonByIdentity(db, keys, shown)
    if (!viewer || person?.id !== viewer.id) return showRefusal(res, 'other', attempt)
    noteProof(req)
    res.redirect(303, attempt.next)
  }

  return { sign_in: signIn, link, begin: beginAccount, prove }
}

function whyOf(error: unknown) {
  if (error instanceof NotShown) return error.why
  if (error instanceof IdentityTaken) return 'taken'
  return error instanceof LinkOver ? 'over' : null
}
