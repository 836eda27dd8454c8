import { transact } from '#platform/db/transact.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { may } from '#modules/people/accounts/policy.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { reopenAccount } from '#modules/people/accounts/commands.ts'
import { signOutEverywhere } from '#modules/people/sign-in/commands.ts'
import { invite, sendNewPasswordLink } from '#modules/people/links/commands.ts'

/** What the administrator does for others with one button: letters with links, which are shown to nobody else, and ending sessions. */
export function invitationRoutes({ db, limits, config }: Services) {
  const { router, post } = routes()
  const { phone } = config.contact

  const personWhere = async (id: string, allowed: (person: Person) => boolean) => {
    const person = orNotFound(isUuid(id) ? await findPerson(db, id) : undefined)
    orForbidden(allowed(person))
    return person
  }

  post(paths.people.invitation, only('administrator'), async ({ res, viewer, params, locale }) => {
    const person = await personWhere(params.person, (each) => may.invite(viewer, each))
    const mayHaveOneMore = await limits.countInvitation(person.id)
    if (mayHaveOneMore) await transact(db, viewer, (tx) => invite(tx, person, { by: viewer, note: null, phone }))
    flash(res, mayHaveOneMore ? 'letter_sent' : 'invited_often', person.name)
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  post(paths.people.reopen, only('administrator'), async ({ res, viewer, params, locale }) => {
    const person = await personWhere(params.person, (each) => may.reopen(viewer, each))
    await transact(db, viewer, async (tx) => {
      const reopened = await reopenAccount(tx, person)
      await invite(tx, reopened, { by: viewer, note: null, phone })
    })
    flash(res, 'letter_sent', person.name)
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  post(paths.people.sessionsEnd, only('administrator'), async ({ res, viewer, params, locale }) => {
    const person = await personWhere(params.person, () => may.endSessions(viewer))
    await transact(db, viewer, (tx) => signOutEverywhere(tx, person))
    flash(res, 'sessions_ended', person.name)
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  post(paths.people.newPasswordLink, only('administrator'), async ({ res, viewer, params, locale }) => {
    const person = await personWhere(params.person, (each) => may.sendNewPassword(viewer, each))
    await transact(db, viewer, (tx) => sendNewPasswordLink(tx, person, { by: viewer.id, phone }))
    flash(res, 'letter_sent', person.name)
    res.redirect(303, `/${locale}${paths.people.person(person.id)}`)
  })

  return router
}
