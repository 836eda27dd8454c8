import type { Request, Response } from 'express'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { describeFiles, readFiles, type FilesReading } from '#platform/files/file-field.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { Unauthenticated } from '#platform/web/errors.ts'
import { blankForm, formKey, type Body, type Form } from '#platform/forms/form-kit.ts'
import { only, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { changeSessionPhotos, logSession } from './commands.ts'
import { sessionFromRequest, newSession, refusedProblems } from './log-form.ts'
import { photoField, problemTexts, sessionPage, sessionSubject, sessionLocale } from './session-page.ts'
import { findLastSessionChoices, wasLogged } from './log-queries.ts'
import { listAssignedParishes } from './queries.ts'
import { readSession, withRow, i18nScope } from './form.ts'

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const mentors = only('mentor')

/** A session being logged: at a desk, on a telephone, or by a telephone that could not send it at the time. */
export function logRoutes({ db, now }: Services, { get, post }: Router) {
  const show = sessionPage(db)

  get(paths.advice.log, mentors, async ({ res, viewer, query, locale }) => {
    const copy = query['kept'] === 'yes'
    const kept = copy ? undefined : await findAutosaveState(db, viewer, sessionSubject(null), query['draft'])
    if (kept?.restored) return show(res, viewer, blankForm(i18nScope, kept.restored.fields), { kept })
    const form = {
      ...newSession(await findLastSessionChoices(db, viewer), locale, today(now)),
      ...sessionFromRequest(query),
    }
    await show(res, viewer, blankForm(i18nScope, form), { copy, kept })
  })

  /** The same form with what is wrong with it; for a telephone that sends what it kept, in words alone. */
  const refuse = async (req: Request, res: Response, viewer: Viewer, form: Form, photos: FilesReading) => {
    const { locale } = res.locals as { locale: Viewer['locale'] }
    if (req.get('accept') === 'application/json') res.status(422).json({ problems: problemTexts(locale, form) })
    else await show(res, viewer, form, { photos: photos.shown }, 422)
  }

  const readPhotos = (viewer: Viewer, body: Body) =>
    readFiles(db, viewer, body, photoField, [], sessionLocale(body, viewer))

  post(paths.advice.log, mentors, async (context) => {
    const { req, res, viewer, body, locale } = context
    // What one person's telephone kept is nobody else's to send.
    if (body['person'] !== undefined && body['person'] !== viewer.id) throw new Unauthenticated()
    const done = () => {
      flash(res, 'saved')
      res.redirect(303, `/${locale}${paths.advice.list()}`)
    }
    const key = formKey(body)
    if (await wasLogged(db, viewer, key)) return done()

    const photos = await readPhotos(viewer, body)
    if (body['do'] === 'add') return show(res, viewer, withRow(body), { photos: photos.shown })
    const bounds = { places: await listAssignedParishes(db, viewer), today: today(now) }
    const reading = readSession(locale, body, bounds, null, photos.problems)
    if (!reading.ok) return refuse(req, res, viewer, reading.form, photos)

    await saveNew(db, context, {
      make: async (tx) => {
        const { id } = await logSession(tx, reading.assignment, reading.input, key)
        await changeSessionPhotos(tx, id, photos)
        await describeFiles(tx, sessionLocale(body, viewer), photos)
        return paths.advice.list()
      },
      refused: { words: i18nScope, rules: refusedProblems, show: (form) => refuse(req, res, viewer, form, photos) },
      // A telephone may have kept the form past the time for which one-time keys are remembered.
      quicker: /^advice_sessions_sent_once$/,
      conflict: done,
    })
  })
}
