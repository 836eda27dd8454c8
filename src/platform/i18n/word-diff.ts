import { diffWords } from 'diff'
import { locales, type Locale } from './locale.ts'

/** A run of words that two wordings share, or that only the later or the earlier one has. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

const segmenters = Object.fromEntries(
  locales.map((locale) => [locale, new Intl.Segmenter(locale, { granularity: 'word' })]),
) as Record<Locale, Intl.Segmenter>

// Two texts that differ in more than this many words are shown one after the other, rather than compared for seconds.
const mostEdits = 2000

/** What changed between two wordings of a text in `locale`, word by word, in reading order. */
export function wordDiff(before: string, after: string, locale: Locale): DiffPart[] {
  const changes = diffWords(before, after, { intlSegmenter: segmenters[locale], maxEditLength: mostEdits })
  const runs = changes ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  return runs.flatMap(({ value, added, removed }): DiffPart[] =>
    value === '' ? [] : [{ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }],
  )
}
