import type { Locale } from '#lib/locale.ts'

/** What somebody typed into a form and has not saved, as a browser posts it. Nobody else ever reads it. */
export interface Draft {
  id: string
  subject: string
  locale: Locale
  fields: Fields
  keptAt: Date
}

export type Fields = Record<string, string | string[] | undefined>

/** Somebody else who has the same form open. */
export interface Present {
  name: string
  sinceAt: Date
}

/** What a form's page knows of drafts: what it is a draft of, those there are, the one it was filled from, who else is here. */
export interface Drafting {
  subject: string
  offers: Omit<Draft, 'fields'>[]
  restored: Draft | null
  present: Present[]
}

/** A subject names a form of one record: `plan:<id>:jobs`, `advice:new`. */
export const isSubject = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= 200 && /^[a-z_]+(:[a-z0-9-]+)*$/.test(text)

export const subject = (...parts: string[]): string => parts.join(':')

/** A form that comes back as it was sent. */
export const drafting = (about: string): Drafting => ({ subject: about, offers: [], restored: null, present: [] })

const secret = /password|^_|^draft$/i

/** What of a form is kept: no passwords, and nothing that only the script of drafts says. */
export const keptFields = (body: Fields): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !secret.test(name)))

/** The longest draft, in characters of JSON: ten times the longest plan. */
export const longestDraft = 2_000_000
