import { transact } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { withParishIds } from '#modules/places/choice/parish-choice.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { only, routes, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { endRole, grantRole } from '#modules/people/roles/commands.ts'
import { endRoleForm, roleForm, roleOf, newRoleForm } from '#modules/people/roles/schema.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import { findRoleAssignment, hasAdviceAfter, type RoleAssignment } from '#modules/people/roles/queries.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { parishesIn, personPage, unlessLast } from './person-page.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/administration/end-role': { person: Person; assignment: RoleAssignment; form: Form }
  }
}

const i18nScope = 'people:add_role'
const endScope = 'people:end'

/** The roles of one person: read by the lead partner, given and ended by the administrator. */
export function roleRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()
  const show = personPage(services)

  const known = async (id: string) => orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)

  const showPerson = async (context: RouteContext<'person', Viewer>, person: Person, withEmail: boolean) => {
    const form = fillForm(i18nScope, newRoleForm[context.locale], { fromDay: today(now) })
    noteRead(context.res, { kind: 'people', subjectId: person.id, rows: 1, how: 'page' })
    await show(context, person, form, { withEmail })
  }

  get(paths.people.person, only('administrator', 'lead'), async (context) =>
    showPerson(context, await known(context.params.person), false),
  )

  post(paths.people.personEmail, only('administrator', 'lead'), async (context) => {
    const person = await known(context.params.person)
    await transact(db, context.viewer, (tx) => tx.record('person.email_shown', person.id))
    await showPerson(context, person, true)
  })

  post(paths.people.roles, only('administrator'), async (context) => {
    const { params, locale } = context
    const body = withParishIds(context.body, ['parishId'], await parishesIn(db, locale, context.body), locale) as Body
    const person = await known(params.person)
    const reading = readForm(i18nScope, roleForm[locale], body)
    const again = (form: Form) => show(context, person, form, { status: 422 })
    if (!reading.ok) return again(reading.form)
    const sent = { ...context, body }
    await saveNew(db, sent, {
      make: async (tx) => {
        await grantRole(tx, person, roleOf(reading.input))
        return paths.people.person(person.id)
      },
      refused: { words: i18nScope, rules: { role_assignments_do_not_overlap: ['role', 'held'] }, show: again },
    })
  })

  const endable = async (viewer: Viewer, params: { person: string; assignment: string }) => {
    const person = await known(params.person)
    const assignment = orNotFound(
      isUuid(params.assignment) ? await findRoleAssignment(db, person.id, params.assignment) : undefined,
    )
    orForbidden(may.endRole(viewer, assignment, today(now)))
    return { person, assignment }
  }

  get(paths.people.roleEnd, only('administrator'), async ({ res, viewer, params, locale }) => {
    const form = fillForm(endScope, endRoleForm[locale], { toDay: today(now) })
    render(res, 'modules/people/administration/end-role', { ...(await endable(viewer, params)), form })
  })

  post(paths.people.roleEnd, only('administrator'), async (context) => {
    const { res, viewer, params, body, locale } = context
    const { person, assignment } = await endable(viewer, params)
    const reading = readForm(endScope, endRoleForm[locale], body)
    if (!reading.ok)
      return render(res, 'modules/people/administration/end-role', { person, assignment, form: reading.form }, 422)

    const toDay = reading.input.toDay as Day
    const refuse = (wrong: string) => {
      const form = withProblems(endScope, body, { toDay: { key: wrong, params: {} } })
      render(res, 'modules/people/administration/end-role', { person, assignment, form }, 422)
    }
    const wrong = await problemWith(assignment, toDay)
    if (wrong) return refuse(wrong)
    await save(db, context, {
      change: (tx) => endRole(tx, assignment, toDay),
      to: paths.people.person(person.id),
      failed: unlessLast(() => refuse('last_admin')),
    })
  })

  const problemWith = async (assignment: RoleAssignment, toDay: Day): Promise<string | null> => {
    if (toDay < assignment.fromDay) return 'day_order'
    return (await hasAdviceAfter(db, assignment.id, toDay)) ? 'advice_after' : null
  }

  return router
}
