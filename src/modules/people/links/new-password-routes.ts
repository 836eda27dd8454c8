import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { useLink } from '#modules/people/accounts/link-commands.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import { linkHash } from '#modules/people/accounts/link.ts'
import { setPassword } from '#modules/people/accounts/password-commands.ts'
import { shortestPassword } from '#modules/people/accounts/password-strength.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { StepRefused } from '#modules/people/second-factors/factor.ts'
import { stepOfNewPassword, type StepOfNewPassword } from '#modules/people/second-step/new-password-page.ts'
import { orRefusal, refusedForm } from '#modules/people/second-step/page.ts'
import { showOver, unlessOver, weaknessOf, whoJustChose, withoutPassword } from './link-page.ts'
import { newPasswordForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/links/new-password': {
      form: Form
      person: Person
      token: string
      shortest: number
      step: StepOfNewPassword | null
    }
  }
}

const passwordScope = 'people:new_password'

/** Where somebody chooses a new password, come to from a letter; whoever has a second factor shows it too. */
export function newPasswordRoutes(services: Services) {
  const { db, now, config } = services
  const { router, get, post } = routes()
  const { phone } = config.contact
  const steps = stepOfNewPassword(services)

  type Shown = [form: Form, status?: number, stepForm?: Form]

  const showNewPassword = async (res: Response, person: Person, token: string, ...shown: Shown) => {
    const [form, status = 200, stepForm = null] = shown
    setPrivateHeaders(res)
    const step = await steps.asked(person, stepForm)
    render(res, 'modules/people/links/new-password', { form, person, token, shortest: shortestPassword, step }, status)
  }

  get(paths.people.newPassword, anyone, async ({ res, params: { token } }) => {
    const person = await findPersonByLink(db, token, 'new_password')
    if (person) await showNewPassword(res, person, token, blankForm(passwordScope))
    else showOver(res)
  })

  post(paths.people.newPasswordPasskey, anyone, async ({ res, params: { token } }) => {
    const person = orNotFound(await findPersonByLink(db, token, 'new_password'))
    res.json(await steps.optionsFor(person, token))
  })

  post(paths.people.newPassword, anyone, async ({ res, body, locale, params: { token } }) => {
    const person = await findPersonByLink(db, token, 'new_password')
    if (!person) return (await whoJustChose(db, token, 'new_password', body)) ? changed(res, locale) : showOver(res)
    const reading = readForm(passwordScope, newPasswordForm, body)
    if (!reading.ok) return showNewPassword(res, person, token, withoutPassword(reading.form), 422)
    const weak = await weaknessOf(passwordScope, body, reading.input.password, person)
    if (weak) return showNewPassword(res, person, token, weak, 422)

    await steps.count(person, linkHash(token), body)
    const isChanged = await orRefusal(() =>
      unlessOver(() =>
        transact(db, person, async (tx) => {
          await useLink(tx, token, 'new_password')
          await steps.take(tx, person, token, body)
          await setPassword(tx, person, reading.input.password, { phone, at: now() })
        }),
      ),
    )
    if (isChanged instanceof StepRefused)
      return showNewPassword(res, person, token, blankForm(passwordScope), 422, refusedForm(isChanged))
    if (!isChanged && !(await whoJustChose(db, token, 'new_password', body))) return showOver(res)
    changed(res, locale)
  })

  const changed = (res: Response, locale: Locale) => {
    flash(res, 'password_changed')
    res.redirect(303, `/${locale}${paths.people.signIn()}`)
  }

  return router
}
