import type { Response } from 'express'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { describeFiles, readFiles, showFiles } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import { today, type Day } from '#platform/values/day.ts'
import { isLocale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type Guard, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { changeSessionPhotos, updateSession } from './commands.ts'
import { refusedProblems } from './log-form.ts'
import { listPhotos } from './photo-queries.ts'
import { photoField, sessionPage, sessionSubject, sessionLocale } from './session-page.ts'
import { findSession, listAssignedParishes, withPermissions } from './queries.ts'
import { fillSession, readSession, withRow, i18nScope } from './form.ts'
import type { ShownSession } from './session.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/advice/sessions/show': { shown: ShownSession; today: Day }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const mentors = only('mentor')

/** One session: read by those who may, with its photos, and rewritten by its mentor. */
export function sessionRoutes({ db, store, now }: Services, readers: Guard<Viewer>, { get, post }: Router) {
  const show = sessionPage(db)

  const find = async (viewer: Viewer, id: string): Promise<ShownSession> => {
    const session = orNotFound(await findSession(db, viewer, id))
    return orNotFound((await withPermissions(db, viewer, [session]))[0])
  }

  get(paths.advice.session, readers, async ({ res, viewer, params, query, locale }) => {
    const shown = await find(viewer, params.session)
    if (!shown.mayEdit) return render(res, 'modules/advice/sessions/show', { shown, today: today(now) })
    const { session, note } = shown
    const writing = isLocale(query['in']) ? query['in'] : session.summary.source
    const kept = await findAutosaveState(db, viewer, sessionSubject(session), query['draft'])
    const form = kept.restored
      ? blankForm(i18nScope, kept.restored.fields)
      : fillSession(locale, writing, session, note ?? '')
    const photos = showFiles(writing, await listPhotos(db, session))
    await show(res, viewer, form, { session, photos, kept })
  })

  post(paths.advice.session, mentors, async (context) => {
    const { res, viewer, params, body, locale } = context
    const { session, mayEdit } = await find(viewer, params.session)
    orForbidden(mayEdit)
    const writing = sessionLocale(body, viewer)
    const photos = await readFiles(db, viewer, body, photoField, await listPhotos(db, session), writing)
    if (body['do'] === 'add') return show(res, viewer, withRow(body), { session, photos: photos.shown })
    const bounds = { places: await listAssignedParishes(db, viewer), today: today(now) }
    const reading = readSession(locale, body, bounds, session, photos.problems)
    if (!reading.ok) return show(res, viewer, reading.form, { session, photos: photos.shown }, 422)

    const seen = { id: session.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: async (tx) => {
        await updateSession(tx, seen, reading)
        await changeSessionPhotos(tx, session.id, photos)
        await describeFiles(tx, writing, photos)
      },
      to: paths.advice.list(),
      refused: {
        words: i18nScope,
        rules: refusedProblems,
        show: (form) => show(res, viewer, form, { session, photos: photos.shown }, 422),
      },
      conflict: {
        latest: () => find(viewer, session.id),
        fill: (stored) => fillSession(locale, writing, stored.session, stored.note ?? ''),
        show: (stored, form) => show(res, viewer, form, { session: stored.session, stored, photos: photos.shown }, 409),
      },
    })
  })

  const sendPhoto = async (res: Response, viewer: Viewer, id: string, file: string, small: boolean) => {
    const photos = await listPhotos(db, orNotFound(await findSession(db, viewer, id)))
    await sendFile(res, store, orNotFound(photos.find((each) => each.id === file)), { small })
  }

  get(paths.advice.photo, readers, ({ res, viewer, params }) =>
    sendPhoto(res, viewer, params.session, params.file, false),
  )
  get(paths.advice.smallPhoto, readers, ({ res, viewer, params }) =>
    sendPhoto(res, viewer, params.session, params.file, true),
  )
}
