import { formats } from '#platform/i18n/format.ts'
import { Router } from 'express'
import { transact } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { only, routes, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { closeAccount, createAccount } from '#modules/people/accounts/commands.ts'
import { accountClosedMessage } from '#modules/people/accounts/security-mail.ts'
import { invite } from '#modules/people/links/commands.ts'
import { findInvitations } from '#modules/people/accounts/link-queries.ts'
import { emailRoutes } from './email-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { parishesIn, roleChoices, unlessLast, type RoleChoices } from './person-page.ts'
import { roleRoutes } from './role-routes.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { invitationForm, noRole, newRoleForm, roleOf } from '#modules/people/roles/schema.ts'
import { withParishIds } from '#modules/places/choice/parish-choice.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { accountState, type AccountState, type Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { listPeople, type RoleAssignment } from '#modules/people/roles/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/administration/list': {
      people: (Person & { held: RoleAssignment[]; state: AccountState })[]
      mayAdminister: boolean
      /** Whether e-mail addresses are shown: that is asked for, and recorded. */
      withEmails: boolean
      present: Day
    }
    'modules/people/administration/open-account': { form: Form } & RoleChoices
    'modules/people/administration/close-account': { person: Person; isLast: boolean }
  }
}

const i18nScope = 'people:open'
type Shown = Pick<RouteContext<never, Viewer>, 'res' | 'viewer' | 'locale'>

// The fields of a role have the words of giving one.
function withRoleLabels(form: Form): Form {
  const problems = Object.keys(noRole).flatMap((name) => {
    const problem = form.problems[name]
    return problem ? [[name, { ...problem, label: `people:add_role.${name}.label` }] as const] : []
  })
  return { ...form, problems: { ...form.problems, ...Object.fromEntries(problems) } }
}

/** Accounts: the administrator looks after them, the lead partner reads them. */
export function peopleAdminRoutes(services: Services) {
  const { db, now, config } = services
  const { router, get, post } = routes()
  const administrator = only('administrator')

  const showList = async ({ res, viewer, locale }: Shown, withEmails: boolean) => {
    const listed = (await listPeople(db)).toSorted((a, b) => formats[locale].compare(a.name, b.name))
    const waiting = listed.filter(({ passwordHash }) => passwordHash === null)
    const invitations = await findInvitations(
      db,
      waiting.map(({ id }) => id),
    )
    const people = listed.map((person) => ({ ...person, state: accountState(person, invitations.get(person.id)) }))
    const mayAdminister = may.administer(viewer)
    if (withEmails) noteRead(res, { kind: 'people', rows: people.length, how: 'page' })
    render(res, 'modules/people/administration/list', { people, mayAdminister, withEmails, present: today(now) })
  }

  get(paths.people.list, only('administrator', 'lead'), (context) => showList(context, false))

  post(paths.people.emails, only('administrator', 'lead'), async (context) => {
    const { viewer } = context
    await transact(db, viewer, (tx) => tx.record('person.emails_shown', viewer.id))
    await showList(context, true)
  })

  const showInvitation = async ({ res, locale }: Shown, form: Form, status = 200) => {
    const choices = await roleChoices(db, locale, form.values)
    render(res, 'modules/people/administration/open-account', { form: withRoleLabels(form), ...choices }, status)
  }

  get(paths.people.add, administrator, async (context) => {
    const { locale } = context
    const { values } = fillForm(i18nScope, newRoleForm[locale], { fromDay: today(now) })
    await showInvitation(context, withProblems(i18nScope, { ...values, locale }, {}))
  })

  post(paths.people.add, administrator, async (context) => {
    const { locale } = context
    const typed = { ...noRole, ...context.body }
    const body = withParishIds(typed, ['parishId'], await parishesIn(db, locale, typed), locale) as Body
    const refuse = (form: Form) => showInvitation(context, form, 422)
    const reading = readForm(i18nScope, invitationForm[locale], body)
    if (!reading.ok) return refuse(reading.form)
    const { name, email, note, ...facts } = reading.input

    await saveNew(
      db,
      { ...context, body },
      {
        make: async (tx) => {
          const person = await createAccount(tx, { name, email, locale: facts.locale ?? locale, password: null })
          if (facts.role) await grantRole(tx, person, roleOf(facts))
          await invite(tx, person, { by: context.viewer, note, phone: config.contact.phone })
          return paths.people.person(person.id)
        },
        notice: ['letter_sent', email],
        refused: { words: i18nScope, rules: { people_email_key: ['email', 'duplicate'] }, show: refuse },
      },
    )
  })

  const closable = async (id: string, allowed: (person: Person) => boolean) => {
    const person = orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)
    orForbidden(allowed(person))
    return person
  }

  get(paths.people.close, administrator, async ({ req, res, viewer, params }) => {
    requireProof(req)
    render(res, 'modules/people/administration/close-account', {
      person: await closable(params.person, (person) => may.close(viewer, person)),
      isLast: false,
    })
  })

  post(paths.people.close, administrator, async (context) => {
    const { req, res, viewer, params } = context
    requireProof(req)
    const person = await closable(params.person, (each) => may.close(viewer, each))
    const refuse = () => {
      render(res, 'modules/people/administration/close-account', { person, isLast: true }, 422)
    }
    await save(db, context, {
      change: async (tx) => {
        await closeAccount(tx, person, now())
        await enqueueMail(tx, accountClosedMessage(person, config.contact.phone, now()))
      },
      to: paths.people.person(person.id),
      failed: unlessLast(refuse),
    })
  })

  return Router().use(router, invitationRoutes(services), emailRoutes(services), roleRoutes(services))
}
