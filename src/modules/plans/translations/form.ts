import { fingerprint } from '#platform/values/canonical.ts'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { translationState, type TranslationState } from '#platform/i18n/text.ts'
import { wordDiff, type DiffPart } from '#platform/i18n/word-diff.ts'
import { readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { translationForm } from '#modules/plans/sections/schema.ts'
import { initiativeScope } from '#modules/plans/sections/initiative-form.ts'
import type { SectionName } from '#modules/plans/plan/plan.ts'
import { scopeOf } from '#modules/plans/sections/form.ts'
import type { TextInPlan, TypedText } from './translation.ts'

/** Names end in the field's own, so that its words are found as in the section's form. */
const nameOf = ({ key, field }: TextInPlan, locale: Locale) => `${key}.${locale}.${field}`

const scopeOfTexts = (section: SectionName) => (section === 'initiatives' ? initiativeScope : scopeOf(section))

const markOf = (...seen: unknown[]) => fingerprint(seen).slice(0, 16)

// What a translator had before their eyes: the translation as it was, and the wording it was to be made from.
const seenOf = (text: Multilingual, locale: Locale) =>
  markOf(text[locale] ?? '', translationState(locale, text) === 'draft')
const originalOf = (text: Multilingual) => markOf(text[text.source])

/** One text in one language as the side-by-side page shows it. */
export interface TranslationTarget {
  name: string
  locale: Locale
  isOriginal: boolean
  state: TranslationState
  /** Marks of the translation and of the original as they are shown. */
  seen: string
  original: string
  /** What changed in the original since the translation was made. */
  changed: DiffPart[] | null
}

export interface TranslationEntry {
  place: TextInPlan
  targets: TranslationTarget[]
}

/** The texts of a page of the plan, each with what a translator into these languages needs to know. */
export const entriesOf = (texts: readonly TextInPlan[], into: readonly Locale[]): TranslationEntry[] =>
  texts.map((place) => ({ place, targets: into.map((locale) => targetOf(place, locale)) }))

function targetOf(place: TextInPlan, locale: Locale): TranslationTarget {
  const { text } = place
  const earlier = text.of?.[locale]
  return {
    name: nameOf(place, locale),
    locale,
    isOriginal: locale === text.source,
    state: translationState(locale, text),
    seen: seenOf(text, locale),
    original: originalOf(text),
    changed: earlier === undefined ? null : wordDiff(earlier, text[text.source] ?? '', text.source),
  }
}

/** The translations as they are stored, ready to be edited. */
export function formOfTexts(section: SectionName, entries: readonly TranslationEntry[]): Form {
  const values = entries.flatMap(({ place: { text }, targets }) =>
    targets.flatMap(({ name, locale, state }): [string, string][] => [
      [name, text[locale] ?? ''],
      [`unfinished.${name}`, state === 'draft' ? 'yes' : ''],
    ]),
  )
  return withProblems(scopeOfTexts(section), Object.fromEntries(values), {})
}

/** What somebody typed, with marks of what they had before their eyes. */
export type TextAsSeen = TypedText & { seen: string; original: string }

type Reading = { ok: true; typed: TextAsSeen[] } | { ok: false; form: Form }

/** The translations that somebody touched on the page, or what is wrong with them. */
export function readTexts(section: SectionName, texts: readonly TextInPlan[], locale: Locale, body: Body): Reading {
  const sent = texts.flatMap((place) =>
    locales.flatMap((target) => {
      const name = nameOf(place, target)
      return target !== place.text.source && name in body ? [{ place, locale: target, name, field: place.field }] : []
    }),
  )
  const reading = readForm(scopeOfTexts(section), translationForm(section, locale, sent), body)
  if (!reading.ok) return reading
  const typed = sent.map(({ place, locale: target, name }) => ({
    place,
    locale: target,
    typed: String(reading.input[name]),
    unfinished: body[`unfinished.${name}`] === 'yes',
    right: body[`right.${name}`] === 'yes',
    seen: String(body[`seen.${name}`]),
    original: String(body[`original.${name}`]),
  }))
  return { ok: true, typed: typed.filter(isTouched) }
}

const isTouched = ({ typed, unfinished, right, seen }: TextAsSeen) =>
  right || markOf(typed, unfinished && typed !== '') !== seen

/** Whether a text and its original are still as the translator saw them. */
export const isUnchangedSinceSeen = ({ place: { text }, locale, seen, original }: TextAsSeen): boolean =>
  seenOf(text, locale) === seen && originalOf(text) === original
