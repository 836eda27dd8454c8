import type { Response } from 'express'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import type { Purpose } from '#platform/services/personal-data.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { only, routes, type RouteContext } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { askForFile } from '#modules/privacy/files/file-commands.ts'
import { listFilesFor, type PrivacyFile } from '#modules/privacy/files/file-queries.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { findSubject } from '#modules/privacy/subject/queries.ts'
import { countFound } from '#modules/privacy/subject/row-queries.ts'
import { isKnown } from '#modules/privacy/subject/subject.ts'
import { answerRequest, extendRequest, refuseRequest } from './commands.ts'
import { findRequest, listRequests } from './queries.ts'
import { canExtend, refusalReasons, withDue, type DueRequest, type RefusalReason } from './request.ts'
import { correctSubject, restrictSubject } from './subject-commands.ts'
import { isRestricted } from './subject-queries.ts'
import { answerForm, correctionForm, extensionForm, refusalForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/requests/list': { requests: DueRequest[] }
    'modules/privacy/requests/show': Shown
  }
}

interface Shown {
  request: DueRequest
  found: { purpose: Purpose; rows: number }[]
  isKnown: boolean
  isRestricted: boolean
  files: PrivacyFile[]
  reasons: readonly RefusalReason[]
  mayExtend: boolean
  forms: Record<'answer' | 'refusal' | 'extension' | 'correction', Form>
}

const scopes = {
  answer: 'privacy:answer',
  refusal: 'privacy:refusal',
  extension: 'privacy:extension',
  correction: 'privacy:correction',
} as const
const guard = only('administrator', 'lead')
const mostListed = 200

type OfOne = RouteContext<'request', Viewer>

/** Requests about personal data, for those who answer them. */
export function requestRoutes({ db, now, config, modules }: Services) {
  const { router, get, post } = routes()
  const register = registerOf(modules)
  const { phone } = config.contact

  get(paths.privacy.requests, guard, async ({ res }) => {
    const requests = (await listRequests(db, mostListed)).map((each) => withDue(each, today(now)))
    noteRead(res, { kind: 'request', rows: requests.length, how: 'page' })
    render(res, 'modules/privacy/requests/list', { requests })
  })

  const known = async ({ params }: OfOne) => {
    const request = orNotFound(await findRequest(db, params.request))
    return { request, subject: await findSubject(db, { ...request, email: request.subjectEmail }) }
  }

  const show = async (
    res: Response,
    { request, subject }: Awaited<ReturnType<typeof known>>,
    forms: Partial<Shown['forms']> = {},
    status = 200,
  ) => {
    const version = { version: String(request.version) }
    noteRead(res, {
      kind: 'request',
      subjectId: subject.personId ?? subject.participantIds[0] ?? null,
      rows: 1,
      how: 'page',
    })
    render(
      res,
      'modules/privacy/requests/show',
      {
        request: withDue(request, today(now)),
        found: await countFound(db, register, subject),
        isKnown: isKnown(subject),
        isRestricted: await isRestricted(db, subject),
        files: await listFilesFor(db, request.id),
        reasons: refusalReasons,
        mayExtend: canExtend(request),
        forms: {
          answer: blankForm(scopes.answer, version),
          refusal: blankForm(scopes.refusal, version),
          extension: blankForm(scopes.extension, version),
          correction: blankForm(scopes.correction, { name: subject.names[0] }),
          ...forms,
        },
      },
      status,
    )
  }

  get(paths.privacy.one, guard, async (context) => show(context.res, await known(context)))

  const change = (context: OfOne, run: (tx: AuditedTransaction) => Promise<unknown>) =>
    save(db, context, { change: run, to: paths.privacy.one(context.params.request) })

  const openOne = async (context: OfOne) => {
    const one = await known(context)
    orForbidden(one.request.state === 'open')
    return one
  }

  post(paths.privacy.makeFile, guard, async (context) => {
    const { request, subject } = await openOne(context)
    const { subjectEmail: email, locale, id: requestId } = request
    await change(context, (tx) => askForFile(tx, { subject, email, locale, requestId }))
  })

  post(paths.privacy.restriction, guard, async (context) => {
    const { request, subject } = await openOne(context)
    const isOn = context.body['do'] !== 'end'
    await change(context, (tx) => restrictSubject(tx, request.id, subject, isOn))
  })

  post(paths.privacy.correction, guard, async (context) => {
    const one = await openOne(context)
    const reading = readForm(scopes.correction, correctionForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { correction: reading.form }, 422)
    await change(context, (tx) => correctSubject(tx, one.request.id, one.subject, reading.input))
  })

  post(paths.privacy.answer, guard, async (context) => {
    const one = await openOne(context)
    const reading = readForm(scopes.answer, answerForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { answer: reading.form }, 422)
    const { version, answer } = reading.input
    await change(context, (tx) => answerRequest(tx, { ...one.request, version }, answer, phone))
  })

  post(paths.privacy.refusal, guard, async (context) => {
    const one = await openOne(context)
    const reading = readForm(scopes.refusal, refusalForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { refusal: reading.form }, 422)
    const { version, ...why } = reading.input
    await change(context, (tx) => refuseRequest(tx, { ...one.request, version }, why, phone))
  })

  post(paths.privacy.extension, guard, async (context) => {
    const one = await openOne(context)
    orForbidden(canExtend(one.request))
    const reading = readForm(scopes.extension, extensionForm[context.locale], context.body)
    if (!reading.ok) return show(context.res, one, { extension: reading.form }, 422)
    const { version, because } = reading.input
    await change(context, (tx) => extendRequest(tx, { ...one.request, version }, because, phone))
  })

  return router
}
