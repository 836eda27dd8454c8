import type { Response } from 'express'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { chosenParish, mostListed, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listTypedParishes } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { listMentorsOf, listStaffOf } from '#modules/mentors/assignments/queries.ts'
import { calendarInvitation } from './calendar-invitation.ts'
import { mayOfRequest } from './policy.ts'
import { createRequest } from './commands.ts'
import { declineScope, newDates, otherDatesScope, readRequest, i18nScope, type RequestPage } from './form.ts'
import { notifyOfRequest } from './mail.ts'
import {
  findRequestingParish,
  findRequest,
  listRequestingParishes,
  listRequests,
  type RequestingParish,
} from './queries.ts'
import { requestTransitionRoutes } from './transition-routes.ts'
import type { AdviceRequest } from './request.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/mentors/requests/list': { requests: AdviceRequest[]; mayAsk: boolean }
    'modules/mentors/requests/form': {
      form: Form
      parish: RequestingParish
      parishes: Omit<RequestingParish, 'initiatives'>[] | null
      choices: ParishChoices
      byPhone: boolean
      nobody: boolean
    }
    'modules/mentors/requests/show': RequestPage
  }
}

const isSlug = (text: string): boolean => /^[a-z0-9-]{1,80}$/.test(text)

const noChoices: ParishChoices = { isTyped: false, parishes: [] }

const readers = only('member', 'mentor', 'partner', 'lead', 'auditor')
const askers = only('member', 'partner')

/** Communities ask for advice, and agree with a mentor on a date for it. */
export function requestRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db, now } = services
  get(paths.mentors.requests, readers, async ({ res, viewer }) => {
    const mayAsk = viewer.roles.some(({ role }) => role === 'member' || role === 'partner')
    render(res, 'modules/mentors/requests/list', { requests: await listRequests(db, viewer), mayAsk })
  })

  const askingFor = async (
    { viewer, locale }: Pick<RouteContext<never, Viewer>, 'viewer' | 'locale'>,
    sent: Body[string] | undefined,
  ) => {
    const listed = await listRequestingParishes(db, viewer)
    const parishes = listed.length > mostListed ? null : listed
    const named = sent === undefined ? (listed[0]?.slug ?? '') : String(sent)
    // Where they are too many to be listed, the name of one may have been typed.
    const choices = parishes ? noChoices : await listTypedParishes(db, locale, [named])
    const wanted = chosenParish(choices, named, locale)?.slug ?? named
    const parish = orNotFound(isSlug(wanted) ? await findRequestingParish(db, viewer, wanted) : undefined)
    const nobody = (await listMentorsOf(db, parish.parishId, today(now))).length === 0
    const byPhone = !viewer.roles.some((held) => held.role === 'member' && held.parishId === parish.parishId)
    return { parish, parishes, choices, nobody, byPhone }
  }

  get(paths.mentors.addRequest, askers, async (context) => {
    const { parish } = context.query
    render(context.res, 'modules/mentors/requests/form', {
      ...(await askingFor(context, parish)),
      form: blankForm(i18nScope),
    })
  })

  post(paths.mentors.addRequest, askers, async (context) => {
    const { res, viewer, body, locale } = context
    const place = await askingFor(context, body['parish'])
    const { parish, byPhone } = place
    orForbidden(mayOfRequest.ask(viewer, parish))
    const again = (form: Form) => render(res, 'modules/mentors/requests/form', { ...place, form }, 422)
    const reading = readRequest(locale, body)
    if (!reading.ok) return again(reading.form)
    const { initiativeId } = reading.input
    if (initiativeId !== null && !parish.initiatives.some(({ id }) => id === initiativeId))
      return again(withProblems(i18nScope, body, { initiativeId: { key: 'choose', params: {} } }))
    await saveNew(db, context, {
      make: async (tx) => {
        const id = await createRequest(tx, { ...reading.input, parishId: parish.parishId, byPhone }, now())
        const mentors = await listMentorsOf(tx.db, parish.parishId, today(now))
        const staff = mentors.length > 0 ? [] : await listStaffOf(tx.db, parish.territoryId, today(now))
        await notifyOfRequest(tx, 'asked', orNotFound(await findRequest(tx.db, viewer, id)), [...mentors, ...staff])
        return paths.mentors.request(id)
      },
      notice: 'sent',
    })
  })

  const find = async ({ viewer, params }: RouteContext<'request', Viewer>) =>
    orNotFound(await findRequest(db, viewer, params.request))

  const show = (
    res: Response,
    viewer: Viewer,
    request: AdviceRequest,
    page: Partial<RequestPage> = {},
    status = 200,
  ) => {
    const all = {
      dates: newDates(request),
      others: blankForm(otherDatesScope),
      declining: blankForm(declineScope),
      logAt: logAt(viewer, request),
      may: {
        propose: mayOfRequest.propose(viewer, request),
        accept: mayOfRequest.accept(viewer, request),
        requestOtherDates: mayOfRequest.requestOtherDates(viewer, request),
        decline: mayOfRequest.decline(viewer, request),
        withdraw: mayOfRequest.withdraw(viewer, request),
      },
    }
    render(res, 'modules/mentors/requests/show', { request, ...all, ...page }, status)
  }

  get(paths.mentors.request, readers, async (context) => show(context.res, context.viewer, await find(context)))

  get(paths.mentors.requestCalendar, readers, async (context) => {
    const file = orNotFound(calendarInvitation(context.locale, await find(context)))
    context.res.setHeader('Content-Disposition', 'attachment; filename="advice.ics"')
    context.res.type('text/calendar').send(file)
  })

  requestTransitionRoutes(services, { readers, find, show }, { post })
}

// The form is filled in with what is known; the session that it makes answers the request.
function logAt(
  viewer: Viewer,
  { id, state, mentorId, parishId, initiativeId, channel, topic, proposals }: AdviceRequest,
) {
  const held = viewer.roles.find((each) => each.role === 'mentor' && each.parishId === parishId)
  if (state !== 'agreed' || mentorId !== viewer.id || !held) return null
  const agreed = proposals.find((each) => each.agreed)
  const place = [held.id, initiativeId].filter(Boolean).join(':')
  const known = { request: id, place, channel: agreed?.channel ?? channel ?? 'onsite', topics: topic }
  return `${paths.advice.log()}?${new URLSearchParams(known).toString()}`
}
