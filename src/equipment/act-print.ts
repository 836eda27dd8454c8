import type { Multilingual } from '#lib/locale.ts'
import { cents, sum, type Cents } from '#lib/money.ts'
import { blocksOf } from '#lib/markdown.ts'
import type { ActPaper, ActSide } from '#print/act.ts'
import type { Run, Table } from '#print/document.ts'
import { letterhead, type Publicity } from '#print/letterhead.ts'
import { clean } from '#print/saying.ts'
import { publicityIn, speechIn, type Speech } from '#print/speech.ts'
import type { ActSnapshot, FrozenItem, FrozenMaterial, PlanRoom } from './act-snapshot.ts'

type Both = [Speech, Speech]

/** An issued act, or a draft of one, as two parties sign it: in its two languages side by side. */
export function actPaper(act: ActSnapshot, at: Date, sha256: string | null): ActPaper {
  const both = act.languages.map(speechIn) as Both
  const [left] = both
  const number = act.number || '–'
  return {
    ...letterhead(left.locale, `${titleOf(left, act)} ${number}`, publicityOf(both), { at }),
    number,
    draft: sha256 === null ? twice(both, ({ t }) => t('acts:states.draft')) : null,
    sides: both.map((speech) => sideOf(speech, act)) as [ActSide, ActSide],
    tables: [...itemTable(both, act.items), ...materialTable(both, act.materials)],
    signatures: signaturesOf(both, act),
    foot: {
      left: `${left.t('name')} · ${twice(both, (speech) => titleOf(speech, act))} · ${number}`,
      right: sha256 === null ? '' : `${left.t('plans:fingerprint')} ${sha256}`,
    },
  }
}

const titleOf = ({ t }: Speech, { type }: ActSnapshot) => t(`acts:paper.title.${type}`)

const twice = ([left, right]: Both, word: (speech: Speech) => string): string =>
  word(left) === word(right) ? word(left) : `${word(left)} / ${word(right)}`

function publicityOf(both: Both): Publicity {
  const part = (key: keyof Publicity) => twice(both, ({ t }) => publicityIn(t)[key])
  return { union: part('union'), fund: part('fund'), programme: part('programme') }
}

/** A text in both languages, the second one marked as such; once where they are the same. */
function inBoth([left, right]: Both, run: (speech: Speech) => Run): Run {
  const [first, second] = [run(left), run(right)]
  if (JSON.stringify(first) === JSON.stringify(second)) return first
  return [...first, { break: true }, { lang: right.locale, of: [{ em: second as string[] }] }]
}

function sideOf(speech: Speech, act: ActSnapshot): ActSide {
  const { t, say, locale } = speech
  const text = act.terms?.text
  return {
    lang: locale,
    title: titleOf(speech, act),
    facts: [
      [t('acts:form.place.label'), [clean(act.place)]],
      [t('acts:form.onDay.label'), [speech.day(act.onDay)]],
      [t('acts:paper.from'), say(act.territory)],
      [t('acts:paper.initiative'), named(speech, act.initiative)],
      ...(act.toInitiative ? [[t('acts:paper.to_initiative'), named(speech, act.toInitiative)] as [string, Run]] : []),
      ...(act.toTerritory ? [[t('acts:paper.to_partner'), say(act.toTerritory)] as [string, Run]] : []),
      [t('acts:form.basis.label'), [t(`acts:bases.${act.basis}`)]],
    ],
    notes: [[t(`acts:paper.statement.${act.type}`)], ...overrideOf(speech, act)],
    terms: text ? { title: t(`acts:paper.terms.${act.basis}`), prose: blocksOf(speech.plain(text)) } : null,
  }
}

const named = ({ say }: Speech, { title, parishNames }: { title: Multilingual; parishNames: Multilingual }): Run => [
  ...say(title),
  ', ',
  ...say(parishNames),
]

function overrideOf({ t, say, money, day }: Speech, { override, room }: ActSnapshot): Run[] {
  if (!override || !room) return []
  return [
    [
      { strong: [t('acts:override.given')] },
      ` ${t('acts:override.by')}: ${override.by}, ${day(override.at.slice(0, 10))}. ${t('acts:override.reason')}: `,
      ...say(override.reason),
      ` ${t('acts:room.planned')}: ${money(room.planned)}. ${t('acts:room.after')}: ${money(total(room))}.`,
    ],
  ]
}

const total = ({ held, added }: PlanRoom): Cents => cents(held + added)

const fit = 'fit' as const

function itemTable(both: Both, items: readonly FrozenItem[]): Table[] {
  if (items.length === 0) return []
  const head = (name: 'no' | 'inventory' | 'item' | 'serial' | 'condition' | 'value') =>
    twiceLined(both, ({ t }) => t(`acts:columns.${name}`))
  const rows = items.map((item, at): Run[] => [
    [String(at + 1)],
    [item.number],
    inBoth(both, ({ say }) => say(item.name)),
    [clean(item.serial) || '–'],
    conditionOf(both, item),
    [both[0].money(item.value)],
  ])
  return [
    {
      caption: [twice(both, ({ t }) => t('acts:lines.items'))],
      columns: [
        { head: head('no'), width: fit },
        { head: head('inventory'), width: fit },
        { head: head('item'), width: 3 },
        { head: head('serial'), width: 1.4 },
        { head: head('condition'), width: 1.6 },
        { head: head('value'), width: fit, number: true },
      ],
      rows,
      totals: [totalOf(both, 6, sum(items.map(({ value }) => value)))],
    },
  ]
}

const twiceLined = ([left, right]: Both, word: (speech: Speech) => string) =>
  word(left) === word(right) ? word(left) : `${word(left)}\n${word(right)}`

const conditionOf = (both: Both, { condition, note }: Pick<FrozenItem, 'condition' | 'note'>): Run => [
  ...inBoth(both, ({ t }) => [t(`acts:conditions.${condition}`)]),
  ...(note ? [{ break: true } as const, clean(note)] : []),
]

function totalOf(both: Both, columns: number, value: Cents): Run[] {
  const blank = Array.from({ length: columns - 4 }, (): Run => [])
  return [[], [], [twice(both, ({ t }) => t('acts:columns.total'))], ...blank, [both[0].money(value)]]
}

function materialTable(both: Both, materials: readonly FrozenMaterial[]): Table[] {
  if (materials.length === 0) return []
  const head = (name: 'no' | 'material' | 'quantity' | 'condition' | 'value') =>
    twiceLined(both, ({ t }) => t(`acts:columns.${name}`))
  const rows = materials.map((material, at): Run[] => [
    [String(at + 1)],
    inBoth(both, ({ say }) => say(material.name)),
    [`${both[0].number(material.quantity)} ${clean(material.unit)}`],
    conditionOf(both, material),
    [both[0].money(material.value)],
  ])
  const value = sum(materials.map((each) => each.value))
  return [
    {
      caption: [twice(both, ({ t }) => t('acts:lines.materials'))],
      columns: [
        { head: head('no'), width: fit },
        { head: head('material'), width: 3 },
        { head: head('quantity'), width: 1, number: true },
        { head: head('condition'), width: 1.6 },
        { head: head('value'), width: fit, number: true },
      ],
      rows,
      totals: [[[], [twice(both, ({ t }) => t('acts:columns.total'))], [], [], [both[0].money(value)]]],
    },
  ]
}

function signaturesOf(both: Both, { gives, takes }: ActSnapshot): ActPaper['signatures'] {
  const line = (name: 'organisation' | 'role' | 'name' | 'signature' | 'date', value = ''): [Run, string] => [
    [`${twice(both, ({ t }) => t(`acts:paper.sign.${name}`))}:`],
    clean(value),
  ]
  const party = (side: 'gives' | 'takes', { organisation, role, name }: typeof gives) => ({
    title: [twice(both, ({ t }) => t(`acts:paper.sign.${side}`))],
    lines: [
      line('organisation', organisation),
      line('role', role),
      line('name', name),
      line('signature'),
      line('date'),
    ],
  })
  return {
    heading: [twice(both, ({ t }) => t('acts:paper.sign.title'))],
    parties: [party('gives', gives), party('takes', takes)],
  }
}
