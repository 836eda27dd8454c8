import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { ChangedSubmission, VersionConflict } from '#platform/db/transact.ts'
import { JobEnded, PoolBusy } from '#platform/processes/worker-pool.ts'
import { isUnavailable, isMalformed, isOutOfRange, isOvertaken } from '#platform/db/failures.ts'
import {
  Forbidden,
  FactorNeeded,
  CrossSitePost,
  Malformed,
  NotFound,
  NotOverHttps,
  OthersForm,
  Unauthenticated,
  TooLarge,
  RateLimited,
  StepOver,
  StorageUnavailable,
} from './errors.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { oncePerSecond } from '#platform/monitoring/bounded-log.ts'
import { sendStalePage } from '#platform/pages/stale-page.ts'
import { render, type SubmittedForm } from '#platform/pages/render.ts'
import { ownPath } from './security.ts'
import { flash } from './site.ts'

const secret = /password|^(?:stepCode|recoveryCode|passkey)$|^_(?!person$)/i

/** What was typed into the form that could not be taken, and by whom, without passwords; null where nothing was posted. */
export function submittedForm(req: Request): SubmittedForm | null {
  if (req.method !== 'POST' || !req.body) return null
  const fields = Object.entries(req.body as Body).flatMap(([name, typed]) =>
    secret.test(name) ? [] : [typed ?? []].flat().map((value) => ({ name, value })),
  )
  return { action: req.originalUrl, fields }
}

/** A form that another form carries along, its fields as `kept.<name>`; null where it carries none. */
export function carriedForm(body: Body): SubmittedForm | null {
  const action = ownPath(body['keptAction'], '')
  if (!action) return null
  const fields = Object.entries(body).flatMap(([name, typed]) =>
    name.startsWith('kept.') ? [typed ?? []].flat().map((value) => ({ name: name.slice(5), value })) : [],
  )
  return { action, fields }
}

const statuses = [
  [Unauthenticated, 401],
  [OthersForm, 401],
  [Forbidden, 403],
  [FactorNeeded, 403],
  [CrossSitePost, 403],
  [NotFound, 404],
  [Malformed, 400],
  [VersionConflict, 409],
  [ChangedSubmission, 409],
  [TooLarge, 413],
  [RateLimited, 429],
  [NotOverHttps, 500],
  [StorageUnavailable, 503],
  [PoolBusy, 503],
  [JobEnded, 503],
] as const

const isUnfit = (error: unknown) => isMalformed(error) || isOutOfRange(error)

/** The status that tells a browser what went wrong. */
function statusOf(error: unknown, posted: boolean): number {
  const known = statuses.find(([kind]) => error instanceof kind)
  if (known) return known[1]
  if (isOvertaken(error)) return 409
  if (isUnfit(error)) return posted ? 422 : 404
  if (isUnavailable(error)) return 503
  const { status } = (error ?? {}) as { status?: unknown }
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

// Sent once more it is a form of its own.
const asAnother = (kept: SubmittedForm | null) =>
  kept && { ...kept, fields: kept.fields.filter(({ name }) => name !== 'key') }

// What was done already is no refusal: its page says who did what.
function leadToState(res: Response, { page }: StepOver) {
  flash(res, 'step_over')
  res.redirect(303, `/${res.locals['locale']}${page}`)
}

const isBusy = (error: unknown) => error instanceof PoolBusy || error instanceof JobEnded

function aboutOf(error: unknown, status: number): string {
  if (error instanceof NotOverHttps) return 'not_over_https'
  if (error instanceof FactorNeeded) return 'second_factor'
  if (error instanceof OthersForm) return 'others_form'
  if (error instanceof RateLimited && error.ofAddress) return '429_address'
  return isBusy(error) ? 'busy' : String(status)
}

/**
 * Answers every failure with a calm page in the visitor's language, which gives back what they had typed. What fails before
 * the language is known (`localise`) has such a page too.
 */
export function answerFailure(log: Logger, localise: RequestHandler, parseBody: RequestHandler): ErrorRequestHandler {
  const logAway = oncePerSecond((told) => log.error(told, 'failed'))
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    if (error instanceof StepOver) return leadToState(res, error)
    const status = statusOf(error, req.method === 'POST')
    const { code } = (error ?? {}) as { code?: unknown }
    if (isUnavailable(error)) logAway({ id: req.id, status, code })
    else if (status >= 500 || isOutOfRange(error))
      log.error({ id: req.id, status, err: status === 500 ? error : undefined, code }, 'failed')

    if (sendStalePage(res, error)) return

    const answer = () => {
      res.setHeader('Cache-Control', 'no-store')
      if (error instanceof ChangedSubmission)
        return render(res, 'errors/sent-before', { location: error.location, kept: asAnother(submittedForm(req)) }, 409)
      const seconds = error instanceof RateLimited ? error.seconds : null
      if (status === 503 || seconds) res.setHeader('Retry-After', seconds ?? 5)
      render(
        res,
        'errors/problem',
        {
          status,
          about: aboutOf(error, status),
          kept: submittedForm(req),
          requestId: req.id,
          seconds,
        },
        status,
      )
    }
    // The database may have gone before the body was read; what was typed must come back all the same.
    const withBody = () =>
      req.method === 'POST' && req.body === undefined && status !== 413 ? parseBody(req, res, answer) : answer()
    if ('t' in res.locals) withBody()
    else localise(req, res, withBody)
  }
}
