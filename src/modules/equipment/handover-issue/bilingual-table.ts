import { sumOfCents, type Cents } from '#platform/values/money.ts'
import type { TextRun, Table } from '#platform/pdf/document.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import type { DocumentLanguage } from '#platform/pdf/labels.ts'
import type { ItemSnapshot, MaterialSnapshot } from '#modules/equipment/handovers/snapshot.ts'

/** The two languages of a handover, the left one first. */
export type BothLanguages = [DocumentLanguage, DocumentLanguage]

/** A word in both languages, once where they are the same. */
export const inBothLanguages = ([left, right]: BothLanguages, word: (speech: DocumentLanguage) => string): string =>
  word(left) === word(right) ? word(left) : `${word(left)} / ${word(right)}`

/** A text in both languages, the second one marked as such; once where they are the same. */
function columnsInBoth([left, right]: BothLanguages, run: (speech: DocumentLanguage) => TextRun): TextRun {
  const [first, second] = [run(left), run(right)]
  if (JSON.stringify(first) === JSON.stringify(second)) return first
  return [...first, { break: true }, { lang: right.locale, of: [{ em: second as string[] }] }]
}

const fit = 'fit' as const

/** The things of the inventory on a handover. */
export function itemTable(both: BothLanguages, items: readonly ItemSnapshot[]): Table[] {
  if (items.length === 0) return []
  const head = (name: 'no' | 'inventory' | 'item' | 'serial' | 'condition' | 'value') =>
    linesInBoth(both, ({ t }) => t(`handovers:columns.${name}`))
  const rows = items.map((item, at): TextRun[] => [
    [String(at + 1)],
    [item.number],
    columnsInBoth(both, ({ say }) => say(item.name)),
    [printable(item.serial) || '–'],
    conditionOf(both, item),
    [both[0].money(item.value)],
  ])
  return [
    {
      caption: [inBothLanguages(both, ({ t }) => t('handovers:lines.items'))],
      columns: [
        { head: head('no'), width: fit },
        { head: head('inventory'), width: fit },
        { head: head('item'), width: 3 },
        { head: head('serial'), width: 1.4 },
        { head: head('condition'), width: 1.6 },
        { head: head('value'), width: fit, number: true },
      ],
      rows,
      totals: [totalOf(both, 6, sumOfCents(items.map(({ value }) => value)))],
    },
  ]
}

const linesInBoth = ([left, right]: BothLanguages, word: (speech: DocumentLanguage) => string) =>
  word(left) === word(right) ? word(left) : `${word(left)}\n${word(right)}`

const conditionOf = (both: BothLanguages, { condition, note }: Pick<ItemSnapshot, 'condition' | 'note'>): TextRun => [
  ...columnsInBoth(both, ({ t }) => [t(`handovers:conditions.${condition}`)]),
  ...(note ? [{ break: true } as const, printable(note)] : []),
]

function totalOf(both: BothLanguages, columns: number, value: Cents): TextRun[] {
  const blank = Array.from({ length: columns - 4 }, (): TextRun => [])
  return [[], [], [inBothLanguages(both, ({ t }) => t('handovers:columns.total'))], ...blank, [both[0].money(value)]]
}

/** The materials on a handover, by quantity, and what they come to together with the things. */
export function materialTable(
  both: BothLanguages,
  materials: readonly MaterialSnapshot[],
  items: readonly ItemSnapshot[],
): Table[] {
  if (materials.length === 0) return []
  const head = (name: 'no' | 'material' | 'quantity' | 'condition' | 'value') =>
    linesInBoth(both, ({ t }) => t(`handovers:columns.${name}`))
  const rows = materials.map((material, at): TextRun[] => [
    [String(at + 1)],
    columnsInBoth(both, ({ say }) => say(material.name)),
    [`${both[0].number(material.quantity)} ${printable(material.unit)}`],
    conditionOf(both, material),
    [both[0].money(material.value)],
  ])
  const totalRow = (name: 'total' | 'grand_total', lines: readonly { value: Cents }[]): TextRun[] => [
    [],
    [inBothLanguages(both, ({ t }) => t(`handovers:columns.${name}`))],
    [],
    [],
    [both[0].money(sumOfCents(lines.map(({ value }) => value)))],
  ]
  return [
    {
      caption: [inBothLanguages(both, ({ t }) => t('handovers:lines.materials'))],
      columns: [
        { head: head('no'), width: fit },
        { head: head('material'), width: 3 },
        { head: head('quantity'), width: 1, number: true },
        { head: head('condition'), width: 1.6 },
        { head: head('value'), width: fit, number: true },
      ],
      rows,
      totals: [
        totalRow('total', materials),
        ...(items.length > 0 ? [totalRow('grand_total', [...items, ...materials])] : []),
      ],
    },
  ]
}
