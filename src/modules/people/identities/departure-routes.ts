import type { Request, Response } from 'express'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { carriedForm } from '#platform/web/error-answers.ts'
import { NotFound } from '#platform/web/errors.ts'
import { anyone, routes, signedIn } from '#platform/web/routes.ts'
import { ownPath, refusePlainHttp, setPrivateHeaders } from '#platform/web/security.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { carryForm, keepAttempt, type Attempt } from './attempt-guard.ts'
import { showRefusal } from './refusal-page.ts'
import { NotShown, type Provider } from './provider.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/identities/onward': { next: string }
  }
}

const mostCarried = 200_000

interface Leaving {
  req: Request
  res: Response
  locale: Locale
}

// Sends somebody to the provider, and keeps what for.
const departTo =
  (provider: Provider, origin: string) =>
  async ({ req, res, locale }: Leaving, attempt: Pick<Attempt, 'purpose' | 'next'> & { token?: string }) => {
    refusePlainHttp(req, origin)
    setPrivateHeaders(res)
    try {
      const { address, secrets } = await provider.begin(locale, attempt.purpose === 'prove')
      await keepAttempt(req, { token: '', ...attempt, ...secrets })
      res.redirect(302, address)
    } catch (error) {
      if (!(error instanceof NotShown)) throw error
      showRefusal(res, error.why, attempt)
    }
  }

/** Where people are sent to the provider from: signing in, an invitation, their account, and a proof of who they are. */
export function departureRoutes({ db, config }: Services, provider: Provider) {
  const { router, get, post } = routes()
  const depart = departTo(provider, config.origin)

  get(paths.people.singleSignOn, anyone, (context) => {
    const next = ownPath(context.query['next'], `/${context.locale}${paths.desk()}`)
    return depart(context, { purpose: 'sign_in', next })
  })

  // A form that was sent before signing in is carried by the session; the browser leaves this site from a page, not from a form.
  post(paths.people.singleSignOn, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, config.origin)
    const form = carriedForm(body)
    if (form && JSON.stringify(form).length <= mostCarried) await carryForm(req, form)
    setPrivateHeaders(res)
    const next = ownPath(body['next'], `/${locale}${paths.desk()}`)
    render(res, 'modules/people/identities/onward', { next })
  })

  get(paths.people.welcomeSingleSignOn, anyone, async (context) => {
    const { token } = context.params
    if (!(await findPersonByLink(db, token, 'invitation'))) throw new NotFound()
    await depart(context, { purpose: 'begin', next: `/${context.locale}${paths.desk()}`, token })
  })

  get(paths.people.identityLink, signedIn, async (context) => {
    requireProof(context.req)
    await depart(context, { purpose: 'link', next: `/${context.locale}${paths.people.identities()}` })
  })

  get(paths.people.proveSingleSignOn, signedIn, (context) => {
    const next = ownPath(context.query['next'], `/${context.locale}${paths.people.account()}`)
    return depart(context, { purpose: 'prove', next })
  })

  return router
}
