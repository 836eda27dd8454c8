import { diffArrays, diffWords } from 'diff'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'

export interface ParagraphDiff {
  is: 'same' | 'added' | 'removed'
  text: string
  /** Where it is not the language of the rest. */
  lang?: Locale
}

/** A paragraph as its pieces, or a number of paragraphs in which nothing changed. */
export type DiffedParagraph = { pieces: ParagraphDiff[] } | { unchanged: number }

/** How a text changed, in the reader's language where both versions have it. */
export interface TextChange {
  lang: Locale
  paragraphs: DiffedParagraph[]
  /** Other languages in which it changed too. */
  others: Locale[]
}

const segmenters = Object.fromEntries(
  locales.map((locale) => [locale, new Intl.Segmenter(locale, { granularity: 'word' })]),
) as Record<Locale, Intl.Segmenter>

// Texts, and the words of a paragraph, that differ in more are shown one after the other rather than compared for seconds.
const mostEdits = 600
const leastKept = 0.3

/** What changed in a text for a reader of `locale`; without paragraphs where only other languages changed. */
export function textChange(locale: Locale, before: Multilingual | null, after: Multilingual | null): TextChange {
  const changed = locales.filter((each) => (before?.[each] ?? '') !== (after?.[each] ?? ''))
  const lang = commonLanguage(locale, before, after)
  if (lang === null) return replaced(locale, before, after)
  const others = changed.filter((each) => each !== lang)
  if (!changed.includes(lang)) return { lang, paragraphs: [], others }
  return { lang, paragraphs: paragraphsBetween(lang, before?.[lang] ?? '', after?.[lang] ?? ''), others }
}

function commonLanguage(locale: Locale, before: Multilingual | null, after: Multilingual | null): Locale | null {
  const inOrder = [locale, ...(after ? [after.source] : []), ...(before ? [before.source] : []), ...locales]
  return inOrder.find((each) => before?.[each] !== undefined && after?.[each] !== undefined) ?? null
}

// No language has both texts: the one gives way to the other as a whole.
function replaced(locale: Locale, before: Multilingual | null, after: Multilingual | null): TextChange {
  const pieces = (
    [
      ['removed', before],
      ['added', after],
    ] as const
  ).flatMap(([is, text]): ParagraphDiff[] => {
    if (!text) return []
    const lang = text[locale] === undefined ? text.source : locale
    return [{ is, text: text[lang] ?? '', lang }]
  })
  return { lang: locale, paragraphs: [{ pieces }], others: [] }
}

function paragraphsBetween(lang: Locale, before: string, after: string): DiffedParagraph[] {
  const [one, other] = [before, after].map((text) => text.split(/\n+/)) as [string[], string[]]
  const found: DiffedParagraph[] = []
  let removed: string[] = []
  const close = () => {
    found.push(...removed.map(gone))
    removed = []
  }
  const changes = diffArrays(one, other, { maxEditLength: mostEdits })
  if (!changes) return [...one.map(gone), ...other.map(come)]
  for (const { value, ...change } of changes) {
    if (change.removed) removed = value
    else if (change.added) {
      const pairs = value.map((text, at) => ({ text, old: removed[at] }))
      removed = removed.slice(value.length)
      found.push(
        ...pairs.map(({ text, old }) => ({
          pieces: old === undefined ? whole(undefined, text) : diffParagraphs(lang, old, text),
        })),
      )
      close()
    } else {
      close()
      found.push({ unchanged: value.length })
    }
  }
  close()
  return found
}

const gone = (text: string): DiffedParagraph => ({ pieces: [{ is: 'removed', text }] })
const come = (text: string): DiffedParagraph => ({ pieces: [{ is: 'added', text }] })

const whole = (before: string | undefined, after: string | undefined): ParagraphDiff[] => [
  ...(before ? [{ is: 'removed' as const, text: before }] : []),
  ...(after ? [{ is: 'added' as const, text: after }] : []),
]

/** The words that differ between two short texts; as wholes where so little is left that pieces would only confuse. */
export function diffParagraphs(lang: Locale, before: string, after: string): ParagraphDiff[] {
  const changes = diffWords(before, after, { intlSegmenter: segmenters[lang], maxEditLength: mostEdits })
  const kept = (changes ?? []).reduce(
    (sum, { added, removed, value }) => sum + (added || removed ? 0 : value.length),
    0,
  )
  if (!changes || kept < leastKept * Math.min(before.length, after.length)) return whole(before, after)
  return changes.map(({ added, removed, value }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}
