import { today } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import { cents, type Cents } from '#lib/money.ts'
import { blocksOf } from '#lib/markdown.ts'
import type { ActPaper, ActSide } from '#print/act.ts'
import type { Run } from '#print/document.ts'
import { letterhead, type Publicity } from '#print/letterhead.ts'
import { clean } from '#print/saying.ts'
import { publicityIn, speechIn, type Speech } from '#print/speech.ts'
import type { ActSnapshot, PlanRoom } from './act-snapshot.ts'
import { itemTable, materialTable, twice, type Both } from './act-tables-print.ts'

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

function publicityOf(both: Both): Publicity {
  const part = (key: keyof Publicity) => twice(both, ({ t }) => publicityIn(t)[key])
  return { union: part('union'), fund: part('fund'), programme: part('programme') }
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
      ` ${t('acts:override.by')}: ${override.by}, ${day(today(() => new Date(override.at)))}. ${t('acts:override.reason')}: `,
      ...say(override.reason),
      ` ${t('acts:room.planned')}: ${money(room.planned)}. ${t('acts:room.after')}: ${money(total(room))}.`,
    ],
  ]
}

const total = ({ held, added }: PlanRoom): Cents => cents(held + added)

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
