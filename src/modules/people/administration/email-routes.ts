import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { hasBegun, type Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import { findPerson, findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { askForEmail, correctEmail } from '#modules/people/email/commands.ts'
import { emailForm } from '#modules/people/accounts/schema.ts'
import { invite } from '#modules/people/links/commands.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/administration/email': { person: Person; isConfirmed: boolean; form: Form }
  }
}

const i18nScope = 'people:email_of'

/** Another e-mail address for somebody's account: confirmed from there, but for who was invited to a mistyped one. */
export function emailRoutes({ db, now, config }: Services) {
  const { router, get, post } = routes()
  const { phone } = config.contact

  const changeable = async (viewer: Viewer, id: string) => {
    const person = orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)
    orForbidden(may.changeEmail(viewer, person))
    return person
  }

  get(paths.people.email, only('administrator'), async ({ req, res, viewer, params }) => {
    const person = await changeable(viewer, params.person)
    requireProof(req)
    render(res, 'modules/people/administration/email', {
      person,
      isConfirmed: hasBegun(person),
      form: blankForm(i18nScope),
    })
  })

  post(paths.people.email, only('administrator'), async (context) => {
    const { req, res, viewer, params, body, locale } = context
    const person = await changeable(viewer, params.person)
    requireProof(req)
    const show = (form: Form) => {
      render(res, 'modules/people/administration/email', { person, isConfirmed: hasBegun(person), form }, 422)
    }
    const reading = readForm(i18nScope, emailForm[locale], body)
    if (!reading.ok) return show(reading.form)
    const { email: newEmail } = reading.input
    if (await findPersonByEmail(db, newEmail))
      return show(withProblems(i18nScope, body, { email: { key: 'duplicate', params: {} } }))

    await save(db, context, {
      change: async (tx) => {
        if (hasBegun(person)) return askForEmail(tx, person, { newEmail, by: viewer.id, phone, at: now() })
        const corrected = await correctEmail(tx, person, newEmail)
        await invite(tx, corrected, { by: viewer, note: null, phone })
      },
      to: paths.people.person(person.id),
      notice: ['letter_sent', newEmail],
      refused: { words: i18nScope, rules: { people_email_key: ['email', 'duplicate'] }, show },
    })
  })

  return router
}
