import type { Locale } from '#platform/i18n/locale.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import type { Initiative } from '#modules/initiatives/initiative/initiative.ts'

export const i18nScope = 'initiatives:form'

/** An idea in one of its languages, ready to be edited. */
export function fillIdea(writing: Locale, { title, summary, forWhom, version }: Initiative): Form {
  const written = { title: title[writing], what: summary?.[writing], forWhom: forWhom?.[writing] }
  return blankForm(i18nScope, { ...written, in: writing, version: String(version) })
}
