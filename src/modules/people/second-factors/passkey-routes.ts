import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { translations } from '#platform/i18n/translations.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { StepRefused } from './factor.ts'
import { creationOptions, placeOf, verifyNewPasskey } from './passkey.ts'
import { addPasskey } from './passkey-commands.ts'
import { listPasskeys } from './queries.ts'
import { passkeyForm } from './schema.ts'
import { keepChallenge, takeChallenge, type RequireProof } from './second-step-guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/second-factors/passkey': { form: Form }
  }
}

const scope = 'factors:passkey'

/** Adding a passkey: the one thing here that needs scripts. */
export function passkeyRoutes({ db, now, config }: Services, requireProof: RequireProof) {
  const { router, get, post } = routes()
  const place = placeOf(config.origin)

  const show = (res: Response, form: Form, status = 200) => {
    render(res, 'modules/people/second-factors/passkey', { form }, status)
  }

  get(paths.people.secondFactorPasskey, signedIn, ({ req, res, locale }) => {
    requireProof(req)
    show(res, blankForm(scope, { name: translations[locale].t('factors:passkey.usual_name') }))
  })

  post(paths.people.secondFactorPasskeyOptions, signedIn, async ({ req, res, viewer }) => {
    requireProof(req)
    const options = await creationOptions(place, viewer, await listPasskeys(db, viewer.id))
    await keepChallenge(req, options.challenge)
    res.json(options)
  })

  post(paths.people.secondFactorPasskey, signedIn, async ({ req, res, viewer, body, locale }) => {
    requireProof(req)
    const challenge = await takeChallenge(req)
    const reading = readForm(scope, passkeyForm[locale], body)
    if (!reading.ok) return show(res, withoutAnswer(reading.form), 422)
    const { name, passkey: sent } = reading.input
    const told = { person: viewer, phone: config.contact.phone, at: now() }
    try {
      const passkey = await verifyNewPasskey(place, challenge ?? '', sent)
      const codes = await transact(db, viewer, (tx) => addPasskey(tx, told, { ...passkey, name }))
      if (codes) return render(res, 'modules/people/second-factors/codes', { codes })
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error
      return show(res, withProblems(scope, { name }, { form: { key: error.key, params: {} } }), 422)
    }
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
  })

  return router
}

const withoutAnswer = (form: Form): Form => ({ ...form, values: { name: form.values['name'] } })
