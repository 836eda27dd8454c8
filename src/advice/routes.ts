import type { Response } from 'express'
import { AlreadyDone, perform, performOnce, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import { today, type Clock, type Day } from '#lib/day.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import { holds, type Viewer } from '#lib/viewer.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, keyOf, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, routes, type Asked } from '#web/routes.ts'
import { ownPath } from '#web/security.ts'
import { noticed } from '#web/site.ts'
import { completeStep, log, reopenStep, revise } from './commands.ts'
import { fillSession, readSession, withRow, words } from './forms.ts'
import { may } from './policy.ts'
import {
  countByParish,
  findLastChoice,
  findSession,
  findStep,
  listNotes,
  listPlaces,
  listSessions,
  sessionsPerPage,
  type ParishAdvice,
  type Place,
} from './queries.ts'
import { mostSteps, type Advice } from './session.ts'

declare module '#web/render.ts' {
  interface Views {
    'advice/list': {
      sessions: ShownSession[]
      counts: ParishAdvice[]
      parish: string | null
      pages: { number: number; last: number }
      today: Day
      mayLog: boolean
    }
    'advice/show': { shown: ShownSession; today: Day }
    'advice/form': FormPage
  }
}

/** A session as one reader gets it; the note is null where it is not theirs to read or is empty. */
export interface ShownSession {
  session: Advice
  note: string | null
  mayEdit: boolean
  mayMark: boolean
}

interface FormPage {
  form: Form
  places: readonly Place[]
  writing: Locale
  /** The session being revised; null for a new one. */
  session: Advice | null
  /** What is stored now, where it has changed since the form was opened. */
  stored: ShownSession | null
  mayAdd: boolean
}

const readers = only('mentor', 'partner', 'lead', 'auditor', 'member')
const mentors = only('mentor')

export function adviceRoutes(db: Db, now: Clock) {
  const { router, get, post } = routes()

  async function shownTo(viewer: Viewer, sessions: Advice[]): Promise<ShownSession[]> {
    const notes = await listNotes(db, viewer, sessions)
    return sessions.map((session) => ({
      session,
      note: notes.get(session.id) ?? null,
      mayEdit: may.edit(viewer, session),
      mayMark: may.mark(viewer, session),
    }))
  }

  const find = async (viewer: Viewer, id: string): Promise<ShownSession> => {
    const session = found(await findSession(db, viewer, id))
    return found((await shownTo(viewer, [session]))[0])
  }

  get('/work/advice', readers, async ({ res, viewer, query }) => {
    const counts = await countByParish(db, viewer)
    const parish = counts.find(({ slug }) => slug === query['parish'])?.slug
    const total = counts.reduce(
      (sum, each) => sum + (parish === undefined || each.slug === parish ? each.sessions : 0),
      0,
    )
    const last = Math.max(1, Math.ceil(total / sessionsPerPage))
    const number = Math.min(last, Math.max(1, Math.trunc(Number(query['page'])) || 1))
    const sessions = await listSessions(db, viewer, { parish, offset: (number - 1) * sessionsPerPage })
    render(res, 'advice/list', {
      sessions: await shownTo(viewer, sessions),
      counts,
      parish: parish ?? null,
      pages: { number, last },
      today: today(now),
      mayLog: holds(viewer, 'mentor'),
    })
  })

  type Shown = Partial<Pick<FormPage, 'session' | 'stored'>>

  async function showForm(
    res: Response,
    viewer: Viewer,
    form: Form,
    { session = null, stored = null }: Shown,
    status = 200,
  ) {
    const places = await listPlaces(db, viewer)
    const writing = isLocale(form.values['in']) ? form.values['in'] : viewer.locale
    const mayAdd =
      String(form.values['rows'] ?? '')
        .split(' ')
        .filter(Boolean).length < mostSteps
    render(res, 'advice/form', { form, places, writing, session, stored, mayAdd }, status)
  }

  get('/work/advice/new', mentors, async ({ res, viewer, locale }) => {
    const last = await findLastChoice(db, viewer)
    const place = last ? [last.assignmentId, last.initiativeId].filter(Boolean).join(':') : ''
    const values: Body = {
      in: locale,
      heldOn: today(now).split('-').reverse().join('.'),
      place,
      channel: last?.channel,
      rows: 'new-1',
    }
    await showForm(res, viewer, blank(words, values), {})
  })

  post('/work/advice/new', mentors, async ({ res, viewer, body, locale }) => {
    if (body['do'] === 'add') return showForm(res, viewer, withRow(body), {})
    const reading = readSession(locale, body, { places: await listPlaces(db, viewer), today: today(now) })
    if (!reading.ok) return showForm(res, viewer, reading.form, {}, 422)

    try {
      await performOnce(db, viewer, keyOf(body), async (act) => {
        const { id } = await log(act, reading.assignment, reading.input)
        return `/work/advice#${id}`
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
    await showForm(res, viewer, fillSession(locale, writing, session, note ?? ''), { session })
  })

  post('/work/advice/:session', mentors, async ({ res, viewer, params, body, locale }) => {
    const { session, mayEdit } = await find(viewer, params.session)
    ensure(mayEdit)
    if (body['do'] === 'add') return showForm(res, viewer, withRow(body), { session })
    const reading = readSession(locale, body, { places: await listPlaces(db, viewer), today: today(now) }, session)
    if (!reading.ok) return showForm(res, viewer, reading.form, { session }, 422)

    try {
      await perform(db, viewer, (act) =>
        revise(act, { id: session.id, version: Number(body['version']) || 0 }, reading),
      )
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

  const mark =
    (done: boolean) =>
    async ({ res, viewer, params, body, locale }: Asked<'step', Viewer>) => {
      const step = found(await findStep(db, viewer, params.step))
      ensure(may.mark(viewer, step.session))
      if (done !== (step.doneAt !== null)) {
        await perform(db, viewer, (act) => (done ? completeStep(act, step, now()) : reopenStep(act, step)))
      }
      res.redirect(303, ownPath(body['back'], `/${locale}/work/advice`))
    }

  post('/work/advice/steps/:step/done', readers, mark(true))
  post('/work/advice/steps/:step/undone', readers, mark(false))

  return router
}

const refusals: Record<string, [field: string, problem: string]> = {
  advice_sessions_inside_assignment: ['heldOn', 'not_assigned'],
  advice_sessions_within_a_day: ['minutes', 'day_full'],
  advice_sessions_initiative_of_parish: ['place', 'choose'],
}

/** The form again with the rule of the database that it broke; null where it broke none of these. */
function refusedBy(error: unknown, body: Body): Form | null {
  const [field, key] = refusals[brokenConstraint(error) ?? ''] ?? []
  return field !== undefined && key !== undefined ? withProblems(words, body, { [field]: { key, params: {} } }) : null
}
