import type { Locale } from '#platform/i18n/locale.ts'

/** What somebody typed into a form and has not saved, as a browser posts it. Nobody else ever reads it. */
export interface Autosave {
  id: string
  subject: string
  locale: Locale
  fields: AutosavedFields
  savedAt: Date
}

export type AutosavedFields = Record<string, string | string[] | undefined>

/** A draft as its form's page names it: by how its longest text begins, which is null where nothing was written. */
export type OfferedAutosave = Omit<Autosave, 'fields'> & { beginning: string | null }

/** Somebody else who has the same form open. */
export interface PresentPerson {
  name: string
  sinceAt: Date
}

/** What a form's page knows of drafts: what it is a draft of, those there are, the one it was filled from, who else is here. */
export interface AutosaveState {
  subject: string
  offers: OfferedAutosave[]
  restored: Autosave | null
  present: PresentPerson[]
}

/** A subject names a form of one record: `plan:<id>:jobs`, `advice:new`. */
export const isSubject = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= 200 && /^[a-z_]+(:[a-z0-9-]+)*$/.test(text)

export const formSubject = (...parts: string[]): string => parts.join(':')

/** A form that comes back as it was sent. */
export const noAutosave = (about: string): AutosaveState => ({
  subject: about,
  offers: [],
  restored: null,
  present: [],
})

const secret = /password|^_|^draft$/i

// The database keeps texts without the character that ends them in other programs.
const storable = (typed: AutosavedFields[string]) =>
  Array.isArray(typed) ? typed.map((each) => each.replaceAll('\0', '')) : typed?.replaceAll('\0', '')

/** What of a form is kept: no passwords, and nothing that only the script of drafts says. */
export const fieldsToSave = (body: AutosavedFields): AutosavedFields =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !secret.test(name))
      .map(([name, typed]) => [name.replaceAll('\0', ''), storable(typed)]),
  )

/** The longest draft, in characters of JSON: ten times the longest plan. */
export const longestAutosave = 2_000_000
