import { transact } from '#db/act.ts'
import { today, type Day } from '#lib/day.ts'
import { isUuid } from '#lib/fields.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, routes } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { flash } from '#web/site.ts'
import { closeAccount, createAccount } from './commands.ts'
import { accountForm } from './forms.ts'
import { roleRoutes } from './grant-routes.ts'
import { shortestPassword, weaknessOf, type Person } from './person.ts'
import { may } from './policy.ts'
import { findPerson, listPeople, type RoleAssignment } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'people/admin/list': { people: (Person & { held: RoleAssignment[] })[]; mayAdminister: boolean; present: Day }
    'people/admin/open': { form: Form; shortest: number }
    'people/admin/close': { person: Person }
  }
}

const i18nScope = 'people:open'

/** Accounts: the administrator looks after them, the lead partner reads them. */
export function peopleAdminRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()
  const administrator = only('administrator')

  get(paths.people.list, only('administrator', 'lead'), async ({ res, viewer }) => {
    const people = await listPeople(db)
    render(res, 'people/admin/list', { people, mayAdminister: may.administer(viewer), present: today(now) })
  })

  get(paths.people.add, administrator, ({ res, locale }) => {
    render(res, 'people/admin/open', { form: blankForm(i18nScope, { locale }), shortest: shortestPassword })
  })

  post(paths.people.add, administrator, async (context) => {
    const { res, body, locale } = context
    const refuse = (form: Form) => {
      render(res, 'people/admin/open', { form: withoutPassword(form), shortest: shortestPassword }, 422)
    }
    const reading = readForm(i18nScope, accountForm[locale], body)
    if (!reading.ok) return refuse(reading.form)
    const { input } = reading
    const weakness = weaknessOf(input.password, input)
    if (weakness) return refuse(withProblems(i18nScope, body, { password: problem(weakness) }))

    await saveNew(db, context, {
      make: async (tx) => {
        const { id } = await createAccount(tx, { ...input, locale: input.locale ?? locale })
        return paths.people.person(id)
      },
      refused: { words: i18nScope, rules: { people_email_key: ['email', 'duplicate'] }, show: refuse },
    })
  })

  const closable = async (id: string, allowed: (person: Person) => boolean) => {
    const person = orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)
    orForbidden(allowed(person))
    return person
  }

  get(paths.people.close, administrator, async ({ res, viewer, params }) => {
    render(res, 'people/admin/close', { person: await closable(params.person, (person) => may.close(viewer, person)) })
  })

  post(paths.people.close, administrator, async ({ res, viewer, params, locale }) => {
    const person = await closable(params.person, (each) => may.close(viewer, each))
    await transact(db, viewer, (tx) => closeAccount(tx, person, now()))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  return router.use(roleRoutes(services))
}

const problem = (key: string) => ({ key, params: { min: shortestPassword } })

const withoutPassword = (form: Form): Form => ({ ...form, values: { ...form.values, password: '' } })
