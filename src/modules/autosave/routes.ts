import { isUuid } from '#platform/values/uuid.ts'
import { isLocale } from '#platform/i18n/locale.ts'
import { formats } from '#platform/i18n/format.ts'
import { paths } from '#platform/paths/paths.ts'
import type { MayWrite, Services } from '#platform/services/services.ts'
import { Malformed, NotFound, orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { ownPath } from '#platform/web/security.ts'
import { markPresent, discardAutosave, saveDraft, markAbsent } from './commands.ts'
import { isSubject, fieldsToSave, longestAutosave } from './autosave.ts'
import { findAutosave, listAutosaves, listPresent } from './queries.ts'

/** What the scripts of forms send while people type. A page without scripts sends none of it, and needs none. */
export function autosaveRoutes({ db, modules }: Services) {
  const mayWrite = Object.assign({}, ...modules.map((module) => module.mayWrite?.(db))) as MayWrite
  const { router, get, post } = routes()

  post(paths.autosaves.save, signedIn, async ({ res, viewer, body, locale }) => {
    const { draft: id, _subject: subject, in: writing } = body
    if (typeof id !== 'string' || !isUuid(id) || !isSubject(subject)) throw new Malformed()
    const fields = fieldsToSave(body)
    if (JSON.stringify(fields).length > longestAutosave) return void res.status(413).end()
    const draft = { id, subject, locale: isLocale(writing) ? writing : locale, fields }
    res.status((await saveDraft(db, viewer, draft)) ? 204 : 410).end()
  })

  get(paths.autosaves.offers, signedIn, async ({ res, viewer, query, locale }) => {
    const { subject } = query
    if (!isSubject(subject)) throw new Malformed()
    const found = await listAutosaves(db, viewer, subject)
    res.json(found.map(({ id, savedAt, beginning }) => ({ id, at: formats[locale].moment(savedAt), beginning })))
  })

  get(paths.autosaves.draft, signedIn, async ({ res, viewer, params }) => {
    if (!isUuid(params.draft)) throw new NotFound()
    const { fields } = orNotFound(await findAutosave(db, viewer, params.draft))
    res.json({ fields })
  })

  post(paths.autosaves.discard, signedIn, async ({ res, viewer, params, body, locale }) => {
    if (!isUuid(params.draft)) throw new NotFound()
    await discardAutosave(db, viewer, params.draft)
    res.redirect(303, ownPath(body['back'], `/${locale}${paths.desk()}`))
  })

  post(paths.autosaves.presence, signedIn, async ({ res, viewer, body, locale }) => {
    const subject = body['_subject']
    if (!isSubject(subject)) throw new Malformed()
    const [kind = '', id = ''] = subject.split(':')
    if (!isUuid(id) || !(await mayWrite[kind]?.(viewer, id))) throw new NotFound()
    if (body['leave'] === 'yes') await markAbsent(db, viewer, subject)
    else await markPresent(db, viewer, subject)
    const present = await listPresent(db, viewer, subject)
    res.json(present.map(({ name, sinceAt }) => ({ name, since: formats[locale].time(sinceAt) })))
  })

  return router
}
