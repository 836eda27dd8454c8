import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Initiative } from './initiative.ts'

const writing = z.custom<Locale>(isLocale, 'choose')

/** An idea, as a person of the parish tells it in a language of their choice. */
export const ideaForm = inEachLocale((field) =>
  z.object({ in: writing, title: field.required(120), what: field.required(2000), forWhom: field.text(1000) }),
)

export const dropForm = inEachLocale((field) => z.object({ in: writing, reason: field.required(1000) }))

/** The day on which an initiative was launched: begun in earnest, and no day to come. */
export const launchForm = inEachLocale((field) => z.object({ launchedOn: field.day() }))

export const launchNoteForm = inEachLocale((field) => z.object({ note: field.required(1000) }))
export const pauseForm = inEachLocale((field) => z.object({ pauseReason: field.required(1000) }))
export const closeForm = inEachLocale((field) => z.object({ closeReason: field.required(1000) }))

type Idea = z.output<(typeof ideaForm)['en']>

/** The texts of an idea. */
export type IdeaTexts = Pick<Initiative, 'title' | 'summary' | 'forWhom'>

const none: IdeaTexts = { title: { source: 'en' }, summary: null, forWhom: null }

/** What was typed, put into the idea's texts in the language it was typed in. */
export function textsOf({ in: locale, title, what, forWhom }: Idea, idea: IdeaTexts | null): IdeaTexts {
  const old = idea ?? none
  return {
    title: setTranslation(locale, idea && old.title, title) ?? { source: locale, [locale]: title },
    summary: setTranslation(locale, old.summary, what),
    forWhom: setTranslation(locale, old.forWhom, forWhom),
  }
}
