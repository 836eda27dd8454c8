import type { Response } from 'express'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import type { Guard, RouteContext, routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { listMentorsOf } from '#modules/mentors/assignments/queries.ts'
import { mayOfRequest } from './policy.ts'
import { acceptDate, requestOtherDates, declineRequest, proposeDates, withdrawRequest } from './commands.ts'
import { declineScope, readDates, readReason, readOtherDatesNote, type RequestPage } from './form.ts'
import { notifyOfRequest, type RequestEvent } from './mail.ts'
import { findRequest, listAddressees } from './queries.ts'
import { agreedDate, type AdviceRequest, type RequestState } from './request.ts'

type OfRequest = RouteContext<'request', Viewer>

interface Shared {
  readers: Guard<Viewer>
  find: (context: OfRequest) => Promise<AdviceRequest>
  show: (res: Response, viewer: Viewer, request: AdviceRequest, page: Partial<RequestPage>, status: number) => void
}

/** The steps of a request: dates are proposed, accepted or refused, and each side is told what the other did. */
export function requestTransitionRoutes(
  { db, now }: Services,
  { readers, find, show }: Shared,
  { post }: Pick<ReturnType<typeof routes>, 'post'>,
) {
  /** Does one step, tells the other side, and comes back to the request. */
  const step = async (
    { res, viewer, locale }: OfRequest,
    request: AdviceRequest,
    news: RequestEvent,
    run: (tx: AuditedTransaction) => Promise<void>,
  ) => {
    await transact(db, viewer, async (tx) => {
      await run(tx)
      const after = orNotFound(await findRequest(tx.db, viewer, request.id))
      await notifyOfRequest(tx, news, after, await listeners(tx, news, request, after), request)
    })
    flash(res, 'sent')
    res.redirect(303, `/${locale}${paths.mentors.request(request.id)}`)
  }

  // What the mentor did is told to whoever asked; what the community did to the mentor, or to every mentor it waits for.
  const listeners = async (
    tx: AuditedTransaction,
    news: RequestEvent,
    before: AdviceRequest,
    { askedBy, mentorId, parishId, ...after }: AdviceRequest,
  ) => {
    if (agreedDate(before) && !agreedDate(after))
      return listAddressees(tx.db, [before.askedBy, before.mentorId, mentorId])
    if (news === 'proposed' || news === 'declined') return listAddressees(tx.db, [askedBy])
    if (news === 'agreed') return listAddressees(tx.db, [askedBy, mentorId])
    if (before.mentorId !== null) return listAddressees(tx.db, [before.mentorId])
    return listMentorsOf(tx.db, parishId, today(now))
  }

  const seen = (request: AdviceRequest, version: unknown) => ({ id: request.id, version: Number(version) || 0 })

  /** The request that the step is about; null where the same form has done it already, which leads back to the request. */
  const begin = async (context: OfRequest, becomes: RequestState, allowed: (typeof mayOfRequest)['propose']) => {
    const request = await find(context)
    const { res, viewer, locale, body } = context
    if (request.state === becomes && request.version === seen(request, body['version']).version + 1) {
      res.redirect(303, `/${locale}${paths.mentors.request(request.id)}`)
      return null
    }
    orForbidden(allowed(viewer, request))
    return request
  }

  post(paths.mentors.requestDates, readers, async (context) => {
    const request = await begin(context, 'proposed', mayOfRequest.propose)
    if (!request) return
    const { res, viewer, locale, body } = context
    const reading = readDates(locale, body, today(now))
    if (!reading.ok) return show(res, viewer, request, { dates: reading.form }, 422)
    const { dates, note } = reading.input
    await step(context, request, 'proposed', (tx) =>
      proposeDates(tx, seen(request, body['version']), dates, note, now()),
    )
  })

  post(paths.mentors.requestAcceptance, readers, async (context) => {
    const request = await begin(context, 'agreed', mayOfRequest.accept)
    if (!request) return
    const { body } = context
    const proposal = orNotFound(request.proposals.find(({ id }) => id === body['proposal']))
    await step(context, request, 'agreed', (tx) => acceptDate(tx, seen(request, body['version']), proposal, now()))
  })

  post(paths.mentors.requestOtherDates, readers, async (context) => {
    const request = await begin(context, 'open', mayOfRequest.requestOtherDates)
    if (!request) return
    const { res, viewer, locale, body } = context
    const reading = readOtherDatesNote(locale, body)
    if (!reading.ok) return show(res, viewer, request, { others: reading.form }, 422)
    await step(context, request, 'others', (tx) =>
      requestOtherDates(tx, seen(request, body['version']), reading.input, now()),
    )
  })

  post(paths.mentors.requestDeclining, readers, async (context) => {
    const request = await begin(context, 'declined', mayOfRequest.decline)
    if (!request) return
    const { res, viewer, locale, body } = context
    const reading = readReason(declineScope, locale, body)
    if (!reading.ok) return show(res, viewer, request, { declining: reading.form }, 422)
    await step(context, request, 'declined', (tx) =>
      declineRequest(tx, seen(request, body['version']), reading.input, now()),
    )
  })

  post(paths.mentors.requestWithdrawal, readers, async (context) => {
    const request = await begin(context, 'withdrawn', mayOfRequest.withdraw)
    if (!request) return
    await step(context, request, 'withdrawn', (tx) =>
      withdrawRequest(tx, seen(request, context.body['version']), now()),
    )
  })
}
