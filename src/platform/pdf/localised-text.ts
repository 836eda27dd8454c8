import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { blocksOf, type Block } from '#platform/values/markdown.ts'
import { localise, otherLanguages, writtenIn } from '#platform/i18n/text.ts'
import type { DocumentPart, Prose, TextRun } from './document.ts'

type Text = Multilingual | null | undefined

/** Texts that stand together, as in a table: what is in another language is named once, by `languageNotice`. */
const together = (locale: Locale, name: (lang: Locale) => string) => ({
  /** A short text as running text, its language told to programs alone. */
  inline: (text: Text): TextRun => {
    const said = localise(locale, text)
    if (said.text === '') return []
    return said.lang === locale ? [printable(said.text)] : [{ lang: said.lang, of: [printable(said.text)] }]
  },
  /** What is written in one language alone, as a text in the language of what it stands beside; null where it is empty. */
  beside: (of: Text, text: string | null) => writtenIn(of?.source ?? locale, text),
  /** The other languages of some of these texts, for behind a heading or caption; empty where there are none. */
  languageNotice: (texts: readonly Text[]): TextRun => {
    const others = otherLanguages(locale, texts)
    return others.length === 0 ? [] : [{ small: ` (${others.map(name).join(', ')})` }]
  },
})

/** Multilingual texts as they are printed for readers of one language; what is in another is marked with its `name`. */
export const documentTexts = (locale: Locale, name: (lang: Locale) => string) => ({
  ...together(locale, name),

  /** A short text as running text; empty where nothing is written. */
  say: (text: Text): TextRun => {
    const said = localise(locale, text)
    if (said.text === '') return []
    if (said.lang === locale) return [printable(said.text)]
    return [{ lang: said.lang, of: [printable(said.text)] }, { small: ` (${name(said.lang)})` }]
  },

  /** A long text in light Markdown. */
  prose: (text: Text): DocumentPart[] => {
    const said = localise(locale, text)
    if (said.text === '') return []
    const prose: Prose = blocksOf(printable(said.text)) satisfies Block[]
    if (said.lang === locale) return [{ prose }]
    return [{ prose: [{ paragraph: [{ small: `(${name(said.lang)})` }] }, ...prose], lang: said.lang }]
  },

  /** The bare text. */
  plain: (text: Text): string => printable(localise(locale, text).text),
})

export type DocumentTexts = ReturnType<typeof documentTexts>

// Letters that print nothing, and some of which a PDF may not hold.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** A text without what cannot be printed. */
export const printable = (text: string): string => text.replace(unprintable, '').toWellFormed()
