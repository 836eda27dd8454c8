import type { AuditedTransaction } from '#platform/db/transact.ts'
import { readForm } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { answerRequest, extendRequest, refuseRequest } from './commands.ts'
import { listRequests } from './queries.ts'
import { canExtend, withDue, type DueRequest } from './request.ts'
import { requestPage, scopes, type OfOne } from './request-page.ts'
import { answerForm, extensionForm, refusalForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/requests/list': { requests: DueRequest[] }
  }
}

const guard = only('administrator', 'lead')
const mostListed = 200

/** Requests about personal data, for those who answer them. */
export function requestRoutes(services: Services) {
  const { db, now, config } = services
  const { router, get, post } = routes()
  const { phone } = config.contact
  const { known, openOne, show } = requestPage(services)

  get(paths.privacy.requests, guard, async ({ res }) => {
    const requests = (await listRequests(db, mostListed)).map((each) => withDue(each, today(now)))
    noteRead(res, { kind: 'request', rows: requests.length, how: 'page' })
    render(res, 'modules/privacy/requests/list', { requests })
  })

  get(paths.privacy.one, guard, async (context) => show(context.res, await known(context)))

  const change = (context: OfOne, run: (tx: AuditedTransaction) => Promise<unknown>) =>
    save(db, context, { change: run, to: paths.privacy.one(context.params.request) })

  post(paths.privacy.answer, guard, async (context) => {
    const one = await openOne(context)
    if (!one) return
    const reading = readForm(scopes.answer, answerForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { answer: reading.form }, 422)
    const { version, answer } = reading.input
    await change(context, (tx) => answerRequest(tx, { ...one.request, version }, answer, phone))
  })

  post(paths.privacy.refusal, guard, async (context) => {
    const one = await openOne(context)
    if (!one) return
    const reading = readForm(scopes.refusal, refusalForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { refusal: reading.form }, 422)
    const { version, ...why } = reading.input
    await change(context, (tx) => refuseRequest(tx, { ...one.request, version }, why, phone))
  })

  post(paths.privacy.extension, guard, async (context) => {
    const one = await openOne(context)
    if (!one) return
    orForbidden(canExtend(one.request))
    const reading = readForm(scopes.extension, extensionForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { extension: reading.form }, 422)
    const { version, because } = reading.input
    await change(context, (tx) => extendRequest(tx, { ...one.request, version }, because, phone))
  })

  return router
}
