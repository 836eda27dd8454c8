import type { Response } from 'express'
import type { Db } from '#platform/db/connection.ts'
import { noAutosave, formSubject, type AutosaveState } from '#modules/autosave/autosave.ts'
import type { ShownFile } from '#platform/files/file-field.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { rowKeys, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { translations } from '#platform/i18n/translations.ts'
import { listAssignedParishes } from './queries.ts'
import { mostActionItems, type Advice, type AssignedParish, type ShownSession } from './session.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/advice/sessions/form': {
      form: Form
      places: readonly AssignedParish[]
      writing: Locale
      /** The session being revised; null for a new one. */
      session: Advice | null
      /** What is stored now, where it has changed since the form was opened. */
      stored: ShownSession | null
      photos: ShownFile[]
      mayAdd: boolean
      drafting: AutosaveState
      /** Whether a browser keeps this page for when there is no connection. */
      copy: boolean
    }
  }
}

interface Shown {
  session?: Advice | null
  stored?: ShownSession | null
  photos?: ShownFile[] | undefined
  kept?: AutosaveState | undefined
  copy?: boolean
}

export const photoField = { name: 'photos', pictures: true }

export const sessionSubject = (session: Advice | null) => formSubject('advice', session?.id ?? 'new')

/** The language that a session is being written in. */
export const sessionLocale = (values: Body, viewer: Viewer): Locale =>
  isLocale(values['in']) ? values['in'] : viewer.locale

/** Shows the form of a session, new or revised. */
export function sessionPage(db: Db) {
  const partsOf = (form: Form, { session = null, photos = [], kept }: Shown) => ({
    photos,
    mayAdd: rowKeys(form.values).length < mostActionItems,
    drafting: kept ?? noAutosave(sessionSubject(session)),
  })

  return async (res: Response, viewer: Viewer, form: Form, shown: Shown = {}, status = 200) => {
    const { session = null, stored = null, copy = false } = shown
    const writing = sessionLocale(form.values, viewer)
    const places = await listAssignedParishes(db, viewer)
    const page = { form, writing, places, session, stored, copy, ...partsOf(form, shown) }
    render(res, 'modules/advice/sessions/form', page, status)
  }
}

/** What is wrong with a form, in words, for a script that sent it without a page. */
export function problemTexts(locale: Locale, { scope, problems }: Form): string[] {
  const { t, has } = translations[locale]
  return Object.entries(problems).map(([name, { key, params, label }]) => {
    const field = `${scope}.${name.split('.').at(-1)}`
    const named = label ?? (has(`${field}.label`) ? `${field}.label` : null)
    const said = t([`${field}.errors.${key}`, `errors.${key}`] as never, { ...params })
    return named === null ? said : `${t(named as never)}: ${said}`
  })
}
