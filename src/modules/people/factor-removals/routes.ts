import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import type { SecondFactor } from '#modules/people/second-factors/factor.ts'
import { listFactors } from '#modules/people/second-factors/queries.ts'
import { askRemoval, confirmRemoval } from './commands.ts'
import { findOpenRemoval, listOtherAdministrators } from './queries.ts'
import { may, type FactorRemoval } from './removal.ts'
import { removalForm } from '#modules/people/second-factors/schema.ts'
import type { RequireProof } from '#modules/people/second-step/guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/factor-removals/removal': {
      person: Person
      factors: SecondFactor[]
      removal: FactorRemoval | null
      form: Form
      mayAsk: boolean
      mayConfirm: boolean
    }
  }
}

const scope = 'factors:removal'

/** Removing the second factors of somebody who lost them: one administrator asks, another one confirms. */
export function removalRoutes({ db, now, config }: Services, requireProof: RequireProof) {
  const { router, get, post } = routes()
  const { phone } = config.contact
  const administrator = only('administrator')

  const known = async (id: string) => orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)

  const standing = async (viewer: Viewer, person: Person) => {
    const factors = await listFactors(db, person.id)
    const removal = (await findOpenRemoval(db, person.id)) ?? null
    const others = await listOtherAdministrators(db, person.id, today(now))
    return {
      ...{ person, factors, removal, others },
      mayAsk: factors.length > 0 && may.ask(viewer, person.id, others.length),
      mayConfirm: factors.length > 0 && removal !== null && may.confirm(viewer, removal),
    }
  }

  const show = async (res: Response, viewer: Viewer, person: Person, form: Form, status = 200) => {
    const { others: _, ...shown } = await standing(viewer, person)
    render(res, 'modules/people/factor-removals/removal', { ...shown, form }, status)
  }

  get(paths.people.factorRemoval, administrator, async ({ res, viewer, params }) => {
    await show(res, viewer, await known(params.person), blankForm(scope))
  })

  post(paths.people.factorRemoval, administrator, async ({ req, res, viewer, params, body, locale }) => {
    const person = await known(params.person)
    const { mayAsk, others } = await standing(viewer, person)
    orForbidden(mayAsk)
    requireProof(req)
    const reading = readForm(scope, removalForm[locale], body)
    if (!reading.ok) return show(res, viewer, person, reading.form, 422)
    const confirmers = others.filter(({ id }) => id !== viewer.id)
    const asked = { by: viewer, reason: reading.input.reason, phone }
    await transact(db, viewer, (tx) => askRemoval(tx, person, asked, confirmers))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.factorRemoval(person.id)}`)
  })

  post(paths.people.factorRemovalConfirm, administrator, async ({ req, res, viewer, params, locale }) => {
    const person = await known(params.person)
    const { mayConfirm, removal } = await standing(viewer, person)
    orForbidden(mayConfirm)
    requireProof(req)
    const told = { person, phone, at: now() }
    await transact(db, viewer, (tx) => confirmRemoval(tx, orNotFound(removal), told))
    flash(res, 'removed')
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  return router
}
