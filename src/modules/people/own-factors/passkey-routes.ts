import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { translations } from '#platform/i18n/translations.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { carriedForm } from '#platform/web/error-answers.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { ownPath } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { StepRefused } from '#modules/people/second-factors/factor.ts'
import { creationOptions, placeOf, requestOptions, verifyNewPasskey } from '#modules/people/second-factors/passkey.ts'
import { addPasskey } from '#modules/people/second-factors/passkey-commands.ts'
import { listPasskeys } from '#modules/people/second-factors/queries.ts'
import { passkeyForm } from '#modules/people/second-factors/schema.ts'
import { takePasskey } from '#modules/people/second-step/commands.ts'
import { orRefusal } from '#modules/people/second-step/page.ts'
import { keepChallenge, takeChallenge, type Proofs } from '#modules/people/second-step/guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/own-factors/passkey': { form: Form }
  }
}

const scope = 'factors:passkey'

/** Adding a passkey, and proving with one who somebody is that is signed in: what needs scripts. */
export function passkeyRoutes({ db, now, config }: Services, { requireProof, noteProof }: Proofs) {
  const { router, get, post } = routes()
  const place = placeOf(config.origin)

  const show = (res: Response, form: Form, status = 200) => {
    render(res, 'modules/people/own-factors/passkey', { form }, status)
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
      if (codes) return render(res, 'modules/people/own-factors/codes', { codes, replaced: false })
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error
      return show(res, withProblems(scope, { name }, { form: { key: error.key, params: {} } }), 422)
    }
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
  })

  post(paths.people.provePasskeyOptions, signedIn, async ({ req, res, viewer }) => {
    const options = await requestOptions(place, await listPasskeys(db, viewer.id))
    await keepChallenge(req, options.challenge)
    res.json(options)
  })

  post(paths.people.provePasskey, signedIn, async ({ req, res, viewer, body, locale }) => {
    const told = { person: viewer, phone: config.contact.phone, at: now() }
    const [challenge, kept] = [await takeChallenge(req), carriedForm(body)]
    const next = ownPath(body['next'], `/${locale}${paths.people.account()}`)
    const sent = typeof body['passkey'] === 'string' ? body['passkey'] : ''
    const refusal = await orRefusal(() =>
      transact(db, viewer, async (tx) => {
        await takePasskey(tx, { told, place, challenge }, sent)
        await tx.record('person.second_step_passed', viewer.id)
      }),
    )
    if (refusal) {
      const form = withProblems('people:prove', {}, { form: { key: 'passkey', params: {} } })
      return render(res, 'modules/people/sign-in/prove', { form, next, kept }, 422)
    }
    noteProof(req)
    if (kept) render(res, 'modules/people/sign-in/proved', { kept })
    else res.redirect(303, next)
  })

  return router
}

const withoutAnswer = (form: Form): Form => ({ ...form, values: { name: form.values['name'] } })
