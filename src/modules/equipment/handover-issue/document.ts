import { today } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { cents, type Cents } from '#platform/values/money.ts'
import { blocksOf } from '#platform/values/markdown.ts'
import type { HandoverDocument, HandoverSide } from '#platform/pdf/handover-document.ts'
import type { TextRun } from '#platform/pdf/document.ts'
import { letterhead, type Publicity } from '#platform/pdf/letterhead.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import { publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'
import type { HandoverSnapshot, BudgetSnapshot } from '#modules/equipment/handovers/snapshot.ts'
import { itemTable, materialTable, inBothLanguages, type BothLanguages } from './bilingual-table.ts'

/** An issued handover, or a draft of one, as two parties sign it: in its two languages side by side. */
export function handoverDocument(handover: HandoverSnapshot, at: Date, sha256: string | null): HandoverDocument {
  const both = handover.languages.map(documentLanguage) as BothLanguages
  const [left] = both
  const number = handover.number || '–'
  return {
    ...letterhead(left.locale, `${titleOf(left, handover)} ${number}`, publicityOf(both), { at }),
    number,
    draft: sha256 === null ? inBothLanguages(both, ({ t }) => t('handovers:states.draft')) : null,
    sides: both.map((speech) => sideOf(speech, handover)) as [HandoverSide, HandoverSide],
    tables: [...itemTable(both, handover.items), ...materialTable(both, handover.materials, handover.items)],
    signatures: signaturesOf(both, handover),
    foot: {
      left: `${left.t('name')} · ${inBothLanguages(both, (speech) => titleOf(speech, handover))} · ${number}`,
      right: sha256 === null ? '' : `${left.t('plans:fingerprint')} ${sha256}`,
    },
  }
}

const titleOf = ({ t }: DocumentLanguage, { type }: HandoverSnapshot) => t(`handovers:document.title.${type}`)

function publicityOf(both: BothLanguages): Publicity {
  const part = (key: keyof Publicity) => inBothLanguages(both, ({ t }) => publicityIn(t)[key])
  return { union: part('union'), fund: part('fund'), programme: part('programme'), incomplete: part('incomplete') }
}

function sideOf(speech: DocumentLanguage, handover: HandoverSnapshot): HandoverSide {
  const { t, say, locale } = speech
  const text = handover.terms?.text
  return {
    lang: locale,
    title: titleOf(speech, handover),
    facts: [
      [t('handovers:form.place.label'), [printable(handover.place)]],
      [t('handovers:form.onDay.label'), [speech.day(handover.onDay)]],
      [t('handovers:document.from'), say(handover.territory)],
      [t('handovers:document.initiative'), named(speech, handover.initiative)],
      ...(handover.toInitiative
        ? [[t('handovers:document.to_initiative'), named(speech, handover.toInitiative)] as [string, TextRun]]
        : []),
      ...(handover.toTerritory
        ? [[t('handovers:document.to_partner'), say(handover.toTerritory)] as [string, TextRun]]
        : []),
      [t('handovers:form.basis.label'), [t(`handovers:bases.${handover.basis}`)]],
    ],
    notes: [[t(`handovers:document.statement.${handover.type}`)], ...overrideOf(speech, handover)],
    terms: text
      ? { title: t(`handovers:document.terms.${handover.basis}`), prose: blocksOf(speech.plain(text)) }
      : null,
  }
}

const named = (
  { say }: DocumentLanguage,
  { title, parishNames }: { title: Multilingual; parishNames: Multilingual },
): TextRun => [...say(title), ', ', ...say(parishNames)]

function overrideOf({ t, say, money, day }: DocumentLanguage, { override, room }: HandoverSnapshot): TextRun[] {
  if (!override || !room) return []
  return [
    [
      { strong: [t('handovers:override.given')] },
      ` ${t('handovers:override.by')}: ${override.by}, ${day(today(() => new Date(override.at)))}. ${t('handovers:override.reason')}: `,
      ...say(override.reason),
      ` ${t('handovers:room.planned')}: ${money(room.planned)}. ${t('handovers:room.after')}: ${money(total(room))}. ${t('handovers:room.counted')}`,
    ],
  ]
}

const total = ({ held, added }: BudgetSnapshot): Cents => cents(held + added)

function signaturesOf(both: BothLanguages, { gives, takes }: HandoverSnapshot): HandoverDocument['signatures'] {
  const line = (name: 'organisation' | 'role' | 'name' | 'signature' | 'date', value = ''): [TextRun, string] => [
    [`${inBothLanguages(both, ({ t }) => t(`handovers:document.sign.${name}`))}:`],
    printable(value),
  ]
  const party = (side: 'gives' | 'takes', { organisation, role, name }: typeof gives) => ({
    title: [inBothLanguages(both, ({ t }) => t(`handovers:document.sign.${side}`))],
    lines: [
      line('organisation', organisation),
      line('role', role),
      line('name', name),
      line('signature'),
      line('date'),
    ],
  })
  return {
    heading: [inBothLanguages(both, ({ t }) => t('handovers:document.sign.title'))],
    parties: [party('gives', gives), party('takes', takes)],
  }
}
