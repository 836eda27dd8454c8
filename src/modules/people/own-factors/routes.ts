import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { fillForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { makeRecoveryCodes, removeFactor, renameFactor } from '#modules/people/second-factors/commands.ts'
import { LastFactor, needsSecondFactor, type SecondFactor } from '#modules/people/second-factors/factor.ts'
import { findFactor, findOwnFactors, type OwnFactors } from '#modules/people/second-factors/queries.ts'
import { nameForm } from '#modules/people/second-factors/schema.ts'
import type { RequireProof } from '#modules/people/second-step/guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/own-factors/own': { own: OwnFactors; isNeeded: boolean }
    'modules/people/own-factors/factor': { factor: SecondFactor; form: Form }
    'modules/people/own-factors/codes': { codes: string[]; replaced: boolean }
  }
}

const scope = 'factors:name'

/** Somebody's own second factors: which they have, their names, and new recovery codes. */
export function ownFactorRoutes({ db, now, config }: Services, requireProof: RequireProof) {
  const { router, get, post } = routes()
  const isNeeded = (viewer: Viewer) => !config.demo && needsSecondFactor(viewer)

  get(paths.people.secondFactor, signedIn, async ({ res, viewer }) => {
    const own = await findOwnFactors(db, viewer.id)
    render(res, 'modules/people/own-factors/own', { own, isNeeded: isNeeded(viewer) })
  })

  const ownFactor = async (viewer: Viewer, id: string) =>
    orNotFound(isUuid(id) ? await findFactor(db, viewer.id, id) : undefined)

  const show = (res: Response, factor: SecondFactor, form: Form, status = 200) => {
    render(res, 'modules/people/own-factors/factor', { factor, form }, status)
  }

  get(paths.people.ownFactor, signedIn, async ({ res, viewer, params, locale }) => {
    const factor = await ownFactor(viewer, params.factor)
    show(res, factor, fillForm(scope, nameForm[locale], { name: factor.name }))
  })

  post(paths.people.ownFactor, signedIn, async ({ res, viewer, params, body, locale }) => {
    const factor = await ownFactor(viewer, params.factor)
    const reading = readForm(scope, nameForm[locale], body)
    if (!reading.ok) return show(res, factor, reading.form, 422)
    await transact(db, viewer, (tx) => renameFactor(tx, factor, reading.input.name))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
  })

  post(paths.people.ownFactorRemove, signedIn, async ({ req, res, viewer, params, locale }) => {
    requireProof(req)
    const factor = await ownFactor(viewer, params.factor)
    const told = { person: viewer, phone: config.contact.phone, at: now() }
    const kept = { isNeeded: isNeeded(viewer), sessionId: req.sessionID }
    try {
      await transact(db, viewer, (tx) => removeFactor(tx, told, factor, kept))
    } catch (error) {
      if (!(error instanceof LastFactor)) throw error
      const refusal = { form: { key: 'last_factor', params: {} } }
      return show(res, factor, withProblems(scope, { name: factor.name }, refusal), 422)
    }
    flash(res, 'removed')
    res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
  })

  post(paths.people.secondFactorCodes, signedIn, async ({ req, res, viewer, locale }) => {
    requireProof(req)
    if ((await findOwnFactors(db, viewer.id)).factors.length === 0)
      return res.redirect(303, `/${locale}${paths.people.secondFactor()}`)
    const codes = await transact(db, viewer, (tx) => makeRecoveryCodes(tx, viewer.id))
    render(res, 'modules/people/own-factors/codes', { codes, replaced: true })
  })

  return router
}
