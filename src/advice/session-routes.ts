import type { Response } from 'express'
import { AlreadyDone, perform, performOnce, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import { drafting, subject, type Drafting } from '#drafts/draft.ts'
import { findDrafting } from '#drafts/queries.ts'
import { today, type Clock, type Day } from '#lib/day.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, keyOf, rowKeys, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, type Guard, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { log, revise } from './commands.ts'
import { findLastChoice, findSession, listPlaces, shownTo } from './queries.ts'
import { fillSession, readSession, withRow, words } from './session-form.ts'
import { mostSteps, type Advice, type Place, type ShownSession } from './session.ts'

declare module '#web/render.ts' {
  interface Views {
    'advice/show': { shown: ShownSession; today: Day }
    'advice/form': {
      form: Form
      places: readonly Place[]
      writing: Locale
      /** The session being revised; null for a new one. */
      session: Advice | null
      /** What is stored now, where it has changed since the form was opened. */
      stored: ShownSession | null
      mayAdd: boolean
      drafting: Drafting
    }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type Revised = { session?: Advice; stored?: ShownSession; kept?: Drafting }

const mentors = only('mentor')
const subjectOf = (session: Advice | null) => subject('advice', session?.id ?? 'new')

/** One session: logged by its mentor, read by those who may, rewritten by its mentor. */
export function sessionRoutes(db: Db, now: Clock, readers: Guard<Viewer>, { get, post }: Router) {
  async function showForm(res: Response, viewer: Viewer, form: Form, revised: Revised = {}, status = 200) {
    const { session = null, stored = null, kept = drafting(subjectOf(session)) } = revised
    const places = await listPlaces(db, viewer)
    const writing = isLocale(form.values['in']) ? form.values['in'] : viewer.locale
    const mayAdd = rowKeys(form.values).length < mostSteps
    render(res, 'advice/form', { form, places, writing, session, stored, mayAdd, drafting: kept }, status)
  }

  const find = async (viewer: Viewer, id: string): Promise<ShownSession> => {
    const session = found(await findSession(db, viewer, id))
    return found((await shownTo(db, viewer, [session]))[0])
  }

  const bounds = async (viewer: Viewer) => ({ places: await listPlaces(db, viewer), today: today(now) })

  get('/work/advice/new', mentors, async ({ res, viewer, query, locale }) => {
    const kept = await findDrafting(db, viewer, subjectOf(null), query['draft'])
    if (kept.restored) return showForm(res, viewer, blank(words, kept.restored.fields), { kept })
    const last = await findLastChoice(db, viewer)
    const begun = { ...offered(last), ...asked(query), in: locale, heldOn: written(today(now)), rows: 'new-1' }
    await showForm(res, viewer, blank(words, begun), { kept })
  })

  post('/work/advice/new', mentors, async ({ res, viewer, body, locale }) => {
    if (body['do'] === 'add') return showForm(res, viewer, withRow(body))
    const reading = readSession(locale, body, await bounds(viewer))
    if (!reading.ok) return showForm(res, viewer, reading.form, {}, 422)

    try {
      await performOnce(db, viewer, keyOf(body), async (act) => {
        const { id } = await log(act, reading.assignment, reading.input)
        return `/work/advice/${id}`
      })
    } catch (error) {
      const refused = refusedBy(error, body)
      if (refused) return showForm(res, viewer, refused, {}, 422)
      if (!(error instanceof AlreadyDone)) throw error
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/advice`)
  })

  get('/work/advice/:session', readers, async ({ res, viewer, params, query, locale }) => {
    const shown = await find(viewer, params.session)
    if (!shown.mayEdit) return render(res, 'advice/show', { shown, today: today(now) })
    const { session, note } = shown
    const writing = isLocale(query['in']) ? query['in'] : session.summary.source
    const kept = await findDrafting(db, viewer, subjectOf(session), query['draft'])
    const form = kept.restored ? blank(words, kept.restored.fields) : fillSession(locale, writing, session, note ?? '')
    await showForm(res, viewer, form, { session, kept })
  })

  post('/work/advice/:session', mentors, async ({ res, viewer, params, body, locale }) => {
    const { session, mayEdit } = await find(viewer, params.session)
    ensure(mayEdit)
    if (body['do'] === 'add') return showForm(res, viewer, withRow(body), { session })
    const reading = readSession(locale, body, await bounds(viewer), session)
    if (!reading.ok) return showForm(res, viewer, reading.form, { session }, 422)

    try {
      const seen = { id: session.id, version: Number(body['version']) || 0 }
      await perform(db, viewer, (act) => revise(act, seen, reading))
    } catch (error) {
      const refused = refusedBy(error, body)
      if (refused) return showForm(res, viewer, refused, { session }, 422)
      if (!(error instanceof Stale)) throw error
      const stored = await find(viewer, session.id)
      const mine = withProblems(words, { ...body, version: String(stored.session.version) }, {})
      return showForm(res, viewer, mine, { session: stored.session, stored }, 409)
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/advice`)
  })
}

const written = (day: Day) => day.split('-').reverse().join('.')

const offered = (last: Awaited<ReturnType<typeof findLastChoice>>): Body =>
  last ? { place: [last.assignmentId, last.initiativeId].filter(Boolean).join(':'), channel: last.channel } : {}

// What a request for advice that is answered now knows already.
const asked = ({ request, place, channel, topics }: Record<string, string>): Body =>
  request === undefined ? {} : { request, place, channel, topics }

const refusals: Record<string, [field: string, problem: string]> = {
  advice_sessions_inside_assignment: ['heldOn', 'not_assigned'],
  advice_sessions_within_a_day: ['minutes', 'day_full'],
  advice_sessions_initiative_of_parish: ['place', 'choose'],
  advice_sessions_month_open: ['heldOn', 'month_signed'],
  advice_sessions_answer_their_request: ['place', 'request_of_another'],
}

/** The form again with the rule of the database that it broke; null where it broke none of these. */
function refusedBy(error: unknown, body: Body): Form | null {
  const [field, key] = refusals[brokenConstraint(error) ?? ''] ?? []
  return field !== undefined && key !== undefined ? withProblems(words, body, { [field]: { key, params: {} } }) : null
}
