import type { Response } from 'express'
import { system, transact } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import { linkHash } from '#modules/privacy/files/file-commands.ts'
import { askByLetter, confirmRequest } from './commands.ts'
import { findUnconfirmed, wasConfirmed } from './queries.ts'
import { requestKinds, type PrivacyRequest, type RequestKind } from './request.ts'
import { requestForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/requests/ask': { form: Form; kinds: readonly RequestKind[]; sent: boolean }
    'modules/privacy/requests/confirm': { request: PrivacyRequest; token: string }
    'modules/privacy/requests/confirmed': { over: boolean }
  }
}

const scope = 'privacy:request'

/** Requests about personal data by anybody, with an account or not: a letter asks whoever reads the mailbox to confirm. */
export function publicRequestRoutes({ db, limits, now, config }: Services) {
  const { router, get, post } = routes()

  get(paths.privacy.request, anyone, ({ res, query }) => {
    const kind = requestKinds.find((each) => each === query['kind'])
    const form = blankForm(scope, kind === undefined ? {} : { kind })
    render(res, 'modules/privacy/requests/ask', { form, kinds: requestKinds, sent: query['sent'] === 'yes' })
  })

  post(paths.privacy.request, anyone, async ({ req, res, body, locale }) => {
    const reading = readForm(scope, requestForm[locale], body)
    if (!reading.ok)
      return render(res, 'modules/privacy/requests/ask', { form: reading.form, kinds: requestKinds, sent: false }, 422)
    // The answer is the same whether the address is known here, and however often it was asked.
    if (await limits.countPrivacyRequest(String(req.ip), reading.input.email))
      await transact(db, system, (tx) => askByLetter(tx, { ...reading.input, locale }, config.contact.phone))
    res.redirect(303, `/${locale}${paths.privacy.request()}?sent=yes`)
  })

  const showEnd = (res: Response, over: boolean) => {
    setPrivateHeaders(res)
    render(res, 'modules/privacy/requests/confirmed', { over }, over ? 410 : 200)
  }

  get(paths.privacy.confirmation, anyone, async ({ res, params: { token } }) => {
    const request = await findUnconfirmed(db, linkHash(token))
    if (!request) return showEnd(res, !(await wasConfirmed(db, linkHash(token))))
    setPrivateHeaders(res)
    render(res, 'modules/privacy/requests/confirm', { request, token })
  })

  post(paths.privacy.confirmation, anyone, async ({ res, locale, params: { token } }) => {
    const request = await findUnconfirmed(db, linkHash(token))
    if (request) await transact(db, system, (tx) => confirmRequest(tx, request, today(now)))
    else if (!(await wasConfirmed(db, linkHash(token)))) return showEnd(res, true)
    setPrivateHeaders(res)
    res.redirect(303, `/${locale}${paths.privacy.confirmation(token)}`)
  })

  return router
}
