import type { Response } from 'express'
import { encode } from 'uqr'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { appAddress, secretInGroups } from '#modules/people/second-factors/app-code.ts'
import { beginApp, confirmApp, secretOf, stepIn } from '#modules/people/second-factors/app-commands.ts'
import { StepRefused, type App } from '#modules/people/second-factors/factor.ts'
import { findApp } from '#modules/people/second-factors/queries.ts'
import { appForm } from '#modules/people/second-factors/schema.ts'
import type { RequireProof } from '#modules/people/second-step/guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/own-factors/app': { form: Form; secret: string; address: string; qr: QrCode; hasApp: boolean }
  }
}

/** A QR code as a drawing: how many squares each side has, and the path around the dark ones. */
export interface QrCode {
  size: number
  path: string
}

const scope = 'factors:app'

/** Setting up an app that tells codes. */
export function appRoutes({ db, limits, now, config, factorKeys: keys }: Services, requireProof: RequireProof) {
  const { router, get, post } = routes()

  const show = async (res: Response, viewer: Viewer, app: App, form: Form, status = 200) => {
    const secret = secretOf(keys, app)
    const address = appAddress(secret, viewer.email)
    const hasApp = (await findApp(db, viewer.id, { isBegun: false })) !== undefined
    render(
      res,
      'modules/people/own-factors/app',
      { form, secret: secretInGroups(secret), address, qr: drawing(address), hasApp },
      status,
    )
  }

  post(paths.people.secondFactorAppBegin, signedIn, async ({ req, res, viewer, locale }) => {
    requireProof(req)
    await transact(db, viewer, (tx) => beginApp(tx, viewer.id, usualName(locale), keys))
    res.redirect(303, `/${locale}${paths.people.secondFactorApp()}`)
  })

  get(paths.people.secondFactorApp, signedIn, async ({ req, res, viewer, locale }) => {
    requireProof(req)
    const app = await findApp(db, viewer.id, { isBegun: true })
    if (!app) return res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
    await show(res, viewer, app, blankForm(scope, { name: usualName(locale) }))
  })

  post(paths.people.secondFactorApp, signedIn, async ({ req, res, viewer, body, locale }) => {
    requireProof(req)
    const app = await findApp(db, viewer.id, { isBegun: true })
    if (!app) return res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
    const reading = readForm(scope, appForm[locale], body)
    if (!reading.ok) return show(res, viewer, app, withoutCode(reading.form), 422)
    // Who sets an app up knows its secret: what is tried here guards nothing, and is not counted with what does.
    await limits.countCode(app.id, app.id)
    const { name, stepCode } = reading.input
    const step = stepIn(keys, app, stepCode, Date.now())
    if (step === null) {
      const wrong = withProblems(scope, { name }, { stepCode: { key: 'wrong', params: {} } })
      return show(res, viewer, app, wrong, 422)
    }
    const told = { person: viewer, phone: config.contact.phone, at: now() }
    const codes = await transact(db, viewer, (tx) => confirmApp(tx, told, { id: app.id, name }, step)).catch(
      unlessSecond,
    )
    await limits.forgetCode(app.id)
    if (codes) return render(res, 'modules/people/own-factors/codes', { codes, replaced: false })
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
  })

  return router
}

const usualName = (locale: Locale) => translations[locale].t('factors:app.usual_name')

// The button that is pressed twice has done it the first time.
const unlessSecond = (error: unknown): null => {
  if (error instanceof StepRefused) return null
  throw error
}

const withoutCode = (form: Form): Form => ({ ...form, values: { name: form.values['name'] } })

function drawing(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'L', border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return { size, path: squares.join('') }
}
