import type { Db } from '#platform/db/connection.ts'
import type { Body, Form } from '#platform/forms/form-kit.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { roles, type Role, type Viewer } from '#platform/values/viewer.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { findInvitations } from '#modules/people/accounts/link-queries.ts'
import { accountState, type AccountState, type Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import {
  listRoleAssignments,
  listTerritories,
  type RoleAssignment,
  type ScopeChoice,
} from '#modules/people/roles/queries.ts'
import { listSessions, type ListedSession } from '#modules/people/sign-in/session-queries.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import { LastAdministrator } from '#modules/people/accounts/administrator-commands.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/administration/show': {
      person: Person
      held: (RoleAssignment & { mayEnd: boolean })[]
      form: Form
      mayAdminister: boolean
      mayClose: boolean
      mayInvite: boolean
      maySendNewPassword: boolean
      mayChangeEmail: boolean
      mayReopen: boolean
      state: AccountState
      invitedUntil: Date | null
      /** Whether the e-mail address is shown: that is asked for, and recorded. */
      withEmail: boolean
      sessions: ListedSession[]
    } & RoleChoices
  }
}

/** What the fields of a role offer. */
export interface RoleChoices {
  roles: readonly Role[]
  territories: ScopeChoice[]
  parishes: ParishChoices
}

type Shown = Pick<RouteContext<never, Viewer>, 'res' | 'viewer' | 'locale'>

export const parishesIn = (db: Db, locale: Locale, { parishId = '' }: Body) =>
  listParishChoices(db, locale, [String(parishId)])

/** The roles and places that can be given; `values` is what was typed. */
export const roleChoices = async (db: Db, locale: Locale, values: Body): Promise<RoleChoices> => ({
  roles,
  territories: await listTerritories(db),
  parishes: await parishesIn(db, locale, values),
})

/** Shows one account with its roles, and what the viewer may do with it; `form` is that of one more role. */
export const personPage =
  ({ db, now }: Services) =>
  async (
    { res, viewer, locale }: Shown,
    person: Person,
    form: Form,
    { status = 200, withEmail = false } = {},
  ): Promise<void> => {
    const [assignments, day] = [await listRoleAssignments(db, person.id), today(now)]
    const held = assignments.map((assignment) => ({ ...assignment, mayEnd: may.endRole(viewer, assignment, day) }))
    const invitedUntil = (await findInvitations(db, [person.id])).get(person.id)
    const allowed = {
      mayAdminister: may.administer(viewer),
      mayClose: may.close(viewer, person),
      mayInvite: may.invite(viewer, person),
      maySendNewPassword: may.sendNewPassword(viewer, person),
      mayChangeEmail: may.changeEmail(viewer, person),
      mayReopen: may.reopen(viewer, person),
    }
    const standing = {
      state: accountState(person, invitedUntil),
      ...{ withEmail, invitedUntil: invitedUntil ?? null },
      sessions: may.endSessions(viewer) ? await listSessions(db, person.id, null) : [],
    }
    render(
      res,
      'modules/people/administration/show',
      { person, held, form, ...(await roleChoices(db, locale, form.values)), ...allowed, ...standing },
      status,
    )
  }

/** How it is answered that the portal would have no administrator. */
export const unlessLast = (refuse: () => void) => (error: unknown) =>
  error instanceof LastAdministrator ? refuse : null
