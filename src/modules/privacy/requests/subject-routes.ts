import type { AuditedTransaction } from '#platform/db/transact.ts'
import { readForm, withProblems } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { askForFile } from '#modules/privacy/files/file-commands.ts'
import { numbersOf } from '#modules/privacy/subject/queries.ts'
import { isKnown, type Subject } from '#modules/privacy/subject/subject.ts'
import { requestPage, scopes, type OfOne } from './request-page.ts'
import { correctionForm } from './schema.ts'
import { contactOf, restrictedSince } from './subject-queries.ts'
import { chooseSubject, correctSubject, restrictSubject } from './subject-commands.ts'

const guard = only('administrator', 'lead')

/** What is done with the data of those whose request it is, for those who answer requests. */
export function requestSubjectRoutes(services: Services) {
  const { db } = services
  const { router, post } = routes()
  const { known, openOne, show } = requestPage(services)

  const change = (context: OfOne, run: (tx: AuditedTransaction) => Promise<unknown>) =>
    save(db, context, { change: run, to: paths.privacy.one(context.params.request) })

  // Where others use the same mailbox, somebody says first whose request it is.
  const openAndMeant = async (context: OfOne) => {
    const one = await openOne(context)
    if (!one) return null
    orForbidden(one.found.length === 0 || isKnown(one.subject))
    return one
  }

  // Who has no address is reached by the number alone.
  const whyNeeded = async (subject: Subject) => {
    const { phone, hasAddress } = await contactOf(db, subject)
    return phone !== null && !hasAddress && 'only'
  }

  post(paths.privacy.subject, guard, async (context) => {
    const one = await openOne(context)
    if (!one) return
    const { request, found } = one
    const ticked = new Set([context.body['person'] ?? []].flat())
    const meant = numbersOf(found.filter(({ id }) => ticked.has(id)))
    await change(context, (tx) => chooseSubject(tx, request.id, meant))
  })

  post(paths.privacy.makeFile, guard, async (context) => {
    const one = await openAndMeant(context)
    if (!one) return
    const { request, subject } = one
    const { subjectEmail: email, locale, id: requestId } = request
    await change(context, (tx) => askForFile(tx, { subject, email, locale, requestId }))
  })

  post(paths.privacy.restriction, guard, async (context) => {
    const isOn = context.body['do'] !== 'end'
    // A restriction lasts beyond the answer, and so can be ended after it.
    const one = isOn ? await openAndMeant(context) : await known(context)
    if (!one) return
    const { request, subject } = one
    orForbidden(isOn || (await restrictedSince(db, subject)) !== null)
    await change(context, (tx) => restrictSubject(tx, request.id, subject, isOn))
  })

  post(paths.privacy.correction, guard, async (context) => {
    const one = await openAndMeant(context)
    if (!one) return
    const reading = readForm(scopes.correction, correctionForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { correction: reading.form }, 422)
    const { phone } = reading.input
    const problem = phone === null ? await whyNeeded(one.subject) : one.subject.participantIds.length === 0 && 'nowhere'
    if (problem) {
      const wrong = { phone: { key: problem, params: {} } }
      return show(context.res, one, { correction: withProblems(scopes.correction, context.body, wrong) }, 422)
    }
    await save(db, context, {
      change: (tx) => correctSubject(tx, one.request.id, one.subject, reading.input),
      to: paths.privacy.one(one.request.id),
      refused: {
        words: scopes.correction,
        rules: { participants_once_by_email: ['name', 'taken'], participants_once_by_phone: ['name', 'taken'] },
        show: (form) => show(context.res, one, { correction: form }, 422),
      },
    })
  })

  return router
}
