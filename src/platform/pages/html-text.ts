import { emailAsWritten } from '#platform/values/email.ts'
import { htmlOf, markdown, plainOf } from '#platform/values/markdown.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { localise, otherLanguages, writtenIn } from '#platform/i18n/text.ts'
import { escape } from './render.ts'
import type { Translate } from '#platform/i18n/translations.ts'

const openLink = markdown.renderer.rules['link_open']

// What people write may link elsewhere, but lends those places no authority and no way back into this page.
markdown.renderer.rules['link_open'] = (tokens, at, options, env, self) => {
  tokens[at]?.attrSet('rel', 'nofollow noopener')
  return openLink ? openLink(tokens, at, options, env, self) : self.renderToken(tokens, at, options)
}

// What one person reads, the next one reads too. So many characters of texts and their HTML are kept at most.
const mostKept = 4_000_000
const kept = new Map<string, string>()
let size = 0

/** The same as `htmlOf`, made once while it is kept. */
function keptHtmlOf(text: string): string {
  const known = kept.get(text)
  if (known !== undefined) return known
  const html = htmlOf(text)
  size += text.length + html.length
  if (size > mostKept) {
    kept.clear()
    size = text.length + html.length
  }
  if (size <= mostKept) kept.set(text, html)
  return html
}

type Choices = readonly (readonly [value: string, label: string])[]

const phone = /(?:\+|\b)\d(?:[ \u00a0-]?\d){6,14}\b/g

const drawn = new WeakMap<Choices, Map<string, string>>()

/** HTML of a select's options, first one that chooses nothing, which may have words of its own; drawn once for each chosen one, as a long table repeats them a thousand times. */
function optionsOf(choices: Choices, chosen: string): string {
  const known = drawn.get(choices) ?? new Map<string, string>()
  drawn.set(choices, known)
  const option = ([value, label]: Choices[number]) =>
    `<option value="${escape(value)}"${value === chosen ? ' selected' : ''}>${escape(label)}`
  const html =
    known.get(chosen) ?? `${choices[0]?.[0] === '' ? '' : '<option value="">'}${choices.map(option).join('')}`
  // What was typed is none of the choices and may be anything: there is no end to it.
  if (known.size <= choices.length) known.set(chosen, html)
  return html
}

/** How multilingual texts are shown to readers of one language; what is in another language is marked, never silent. */
export const textRenderer = (locale: Locale, t: Translate) => {
  const marked = (lang: Locale) =>
    `<small class="lang-mark" lang="${locale}">${escape(t('in_language', { language: t(`language.${lang}`) }))}</small>`

  /** HTML of a short text whose language programs are told; people are told by `languageNotice`, once, before all that stand together. */
  const inline = (text: Multilingual | null | undefined): string => {
    const said = localise(locale, text)
    if (said.lang === locale || said.text === '') return escape(said.text)
    return `<span lang="${said.lang}">${escape(said.text)}</span>`
  }

  const listed = new Intl.ListFormat(locale)

  return {
    inline,
    /** HTML that says in which other languages some of these texts are; empty where all are in the reader's. */
    languageNotice(texts: readonly (Multilingual | null | undefined)[]): string {
      const others = otherLanguages(locale, texts)
      if (others.length === 0) return ''
      const languages = listed.format(others.map((lang) => t(`language.${lang}`)))
      return `<p class="lang-mark">${escape(t('in_languages', { languages }))}</p>`
    },
    /** What is written in one language alone, as a text in the language of what it stands beside; null where it is empty. */
    beside: (of: Multilingual | null | undefined, text: string | null) => writtenIn(of?.source ?? locale, text),
    /** HTML of a short text, with its language where it differs from the page's. */
    localised(text: Multilingual | null | undefined): string {
      const said = localise(locale, text)
      return said.lang === locale || said.text === '' ? inline(text) : `${inline(text)} ${marked(said.lang)}`
    },
    /** HTML of a short line in which each phone number can be called. */
    callable: (text: string): string =>
      escape(text).replace(phone, (number) => `<a href="tel:${number.replaceAll(/[^+\d]/g, '')}">${number}</a>`),
    email: emailAsWritten,
    /** The bare text, for titles and attributes. */
    plain: (text: Multilingual | null | undefined): string => localise(locale, text).text,
    /** A long text in plain words on one line, for descriptions. */
    words: (text: Multilingual | null | undefined): string =>
      plainOf(localise(locale, text).text, '').replaceAll(/\s+/g, ' '),
    /** HTML of a long text in light Markdown: paragraphs, lists, links, bold. */
    prose(text: Multilingual | null | undefined): string {
      const said = localise(locale, text)
      const html = keptHtmlOf(said.text)
      if (said.lang === locale || said.text === '') return `<div class="prose">${html}</div>`
      return `<div class="prose" lang="${said.lang}">${marked(said.lang)}${html}</div>`
    },
    markdown: keptHtmlOf,
    optionsOf,
  }
}
