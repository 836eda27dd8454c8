import { diffArrays } from 'diff'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import {
  valueChange,
  valueChangesOf,
  textChange,
  textChangesOf,
  type ValueChange,
  type CriterionTextChange,
} from './differences.ts'
import {
  criteriaOf,
  type MethodologyContent,
  type CriterionContent,
  type SectionContent,
} from '#modules/methodology/editions/methodology.ts'

export interface CriterionChange<T> {
  kind: 'added' | 'removed' | 'changed'
  /** As it is now, or as it was where it has been removed. */
  what: T
  /** Where it has moved to another place: the section it was in, or null where it was in the same one. */
  moved: { from: Multilingual | null } | null
  texts: CriterionTextChange[]
  values: ValueChange[]
}

export interface SectionChange extends CriterionChange<SectionContent> {
  criteria: CriterionChange<CriterionContent>[]
}

export interface EditionChanges {
  texts: CriterionTextChange[]
  values: ValueChange[]
  sections: SectionChange[]
}

/** What changed from one edition to another, section by section, in the reader's language first. */
export function editionChangesBetween(
  before: MethodologyContent,
  after: MethodologyContent,
  reader: Locale,
): EditionChanges {
  const text = textChange(reader)
  const scale = ({ leastScore, mostScore }: MethodologyContent) => `${leastScore}–${mostScore}`
  const movedSections = movedIn(before.sections, after.sections)
  const movedCriteria = movedIn(criteriaOf(before), criteriaOf(after))
  const old = new Map(before.sections.map((section) => [section.code, section]))
  const removed = before.sections.filter(({ code }) => !after.sections.some((section) => section.code === code))
  const sections = [...after.sections, ...removed].map((section): SectionChange => {
    const was = old.get(section.code)
    const kind = removed.includes(section) ? 'removed' : was ? 'changed' : 'added'
    return {
      kind,
      what: section,
      moved: kind === 'changed' && movedSections.has(section.code) ? { from: null } : null,
      texts: kind === 'changed' && was ? sectionTexts(was, section, reader) : [],
      values: [],
      criteria: criteriaChanges(before, after, section.code, movedCriteria, reader),
    }
  })
  return {
    texts: [
      ...text('title', before.title, after.title),
      ...text('introduction', before.introduction, after.introduction),
    ],
    values: valueChange('scores', scale(before), scale(after)),
    sections: sections.filter(isChange),
  }
}

const isChange = ({ kind, moved, texts, criteria }: SectionChange) =>
  kind !== 'changed' || moved !== null || texts.length + criteria.length > 0

const sectionTexts = (was: SectionContent, is: SectionContent, reader: Locale) => [
  ...textChange(reader)('title', was.title, is.title),
  ...textChange(reader)('guidance', was.guidance, is.guidance),
]

interface Placed {
  section: SectionContent
  criterion: CriterionContent
}

const placed = ({ sections }: MethodologyContent): Map<string, Placed> =>
  new Map(
    sections.flatMap((section) =>
      section.criteria.map((criterion) => [criterion.code, { section, criterion }] as const),
    ),
  )

function criteriaChanges(
  before: MethodologyContent,
  after: MethodologyContent,
  section: string,
  moved: ReadonlySet<string>,
  reader: Locale,
): CriterionChange<CriterionContent>[] {
  const [was, is] = [placed(before), placed(after)]
  const here = [...is.values()].filter((each) => each.section.code === section)
  const gone = [...was.values()].filter((each) => each.section.code === section && !is.has(each.criterion.code))
  return [
    ...here.flatMap(({ criterion }): CriterionChange<CriterionContent>[] => {
      const old = was.get(criterion.code)
      if (!old) return [{ kind: 'added', what: criterion, moved: null, texts: [], values: [] }]
      const elsewhere = old.section.code !== section ? old.section.title : null
      const change: CriterionChange<CriterionContent> = {
        kind: 'changed',
        what: criterion,
        moved: elsewhere || moved.has(criterion.code) ? { from: elsewhere } : null,
        texts: textChangesOf(old.criterion, criterion, reader),
        values: valueChangesOf(old.criterion, criterion),
      }
      return change.moved || change.texts.length + change.values.length > 0 ? [change] : []
    }),
    ...gone.map(({ criterion }): CriterionChange<CriterionContent> => ({
      kind: 'removed',
      what: criterion,
      moved: null,
      texts: [],
      values: [],
    })),
  ]
}

/** The codes that stand in another order than before, of those there are in both. */
function movedIn(before: readonly { code: string }[], after: readonly { code: string }[]): Set<string> {
  const [a, b] = [before, after].map((each) => each.map(({ code }) => code)) as [string[], string[]]
  const order = diffArrays(
    a.filter((code) => b.includes(code)),
    b.filter((code) => a.includes(code)),
  )
  return new Set(order.flatMap(({ added, value }) => (added ? value : [])))
}
