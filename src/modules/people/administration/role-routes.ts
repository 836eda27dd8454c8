import { transact } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { roles, type Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { withParishIds, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes, type RouteContext } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { endRole, grantRole } from '#modules/people/roles/commands.ts'
import { endRoleForm, roleForm, roleOf, newRoleForm } from '#modules/people/roles/schema.ts'
import { accountState, type AccountState, type Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import {
  findRoleAssignment,
  hasAdviceAfter,
  listRoleAssignments,
  listTerritories,
  type RoleAssignment,
  type ScopeChoice,
} from '#modules/people/roles/queries.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { findInvitations } from '#modules/people/accounts/link-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/administration/show': {
      person: Person
      held: (RoleAssignment & { mayEnd: boolean })[]
      form: Form
      roles: readonly string[]
      territories: ScopeChoice[]
      parishes: ParishChoices
      mayAdminister: boolean
      mayClose: boolean
      mayInvite: boolean
      maySendNewPassword: boolean
      state: AccountState
      invitedUntil: Date | null
    }
    'modules/people/administration/end-role': { person: Person; assignment: RoleAssignment; form: Form }
  }
}

const i18nScope = 'people:add_role'
const endScope = 'people:end'
type Shown = Pick<RouteContext<never, Viewer>, 'res' | 'viewer' | 'locale'>

const problem = (key: string) => ({ key, params: {} })

/** The roles of one person: read by the lead partner, given and ended by the administrator. */
export function roleRoutes({ db, now }: Services) {
  const { router, get, post } = routes()

  const known = async (id: string) => orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)

  const parishesIn = (locale: Locale, { parishId = '' }: Body) => listParishChoices(db, locale, [String(parishId)])

  const show = async ({ res, viewer, locale }: Shown, person: Person, form: Form, status = 200) => {
    const [assignments, day] = [await listRoleAssignments(db, person.id), today(now)]
    const [territories, parishes] = [await listTerritories(db), await parishesIn(locale, form.values)]
    const held = assignments.map((assignment) => ({ ...assignment, mayEnd: may.endRole(viewer, assignment, day) }))
    const invitedUntil = (await findInvitations(db, [person.id])).get(person.id)
    const allowed = {
      mayAdminister: may.administer(viewer),
      mayClose: may.close(viewer, person),
      mayInvite: may.invite(viewer, person),
      maySendNewPassword: may.sendNewPassword(viewer, person),
    }
    const standing = { state: accountState(person, invitedUntil), invitedUntil: invitedUntil ?? null }
    render(
      res,
      'modules/people/administration/show',
      { person, held, form, roles, territories, parishes, ...allowed, ...standing },
      status,
    )
  }

  get(paths.people.person, only('administrator', 'lead'), async (context) => {
    const form = fillForm(i18nScope, newRoleForm[context.locale], { fromDay: today(now) })
    await show(context, await known(context.params.person), form)
  })

  post(paths.people.roles, only('administrator'), async (context) => {
    const { params, locale } = context
    const body = withParishIds(context.body, ['parishId'], await parishesIn(locale, context.body), locale) as Body
    const person = await known(params.person)
    const reading = readForm(i18nScope, roleForm[locale], body)
    const again = (form: Form) => show(context, person, form, 422)
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

  post(paths.people.roleEnd, only('administrator'), async ({ res, viewer, params, body, locale }) => {
    const { person, assignment } = await endable(viewer, params)
    const reading = readForm(endScope, endRoleForm[locale], body)
    if (!reading.ok)
      return render(res, 'modules/people/administration/end-role', { person, assignment, form: reading.form }, 422)

    const toDay = reading.input.toDay as Day
    const wrong = await problemWith(assignment, toDay)
    if (wrong) {
      const form = withProblems(endScope, body, { toDay: problem(wrong) })
      return render(res, 'modules/people/administration/end-role', { person, assignment, form }, 422)
    }
    await transact(db, viewer, (tx) => endRole(tx, assignment, toDay))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  const problemWith = async (assignment: RoleAssignment, toDay: Day): Promise<string | null> => {
    if (toDay < assignment.fromDay) return 'day_order'
    return (await hasAdviceAfter(db, assignment.id, toDay)) ? 'advice_after' : null
  }

  return router
}
