import type { Day } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import type { DocumentPart, PrintedDocument, TextRun } from '#platform/pdf/document.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import type { PrintedPdf, Printer } from '#platform/pdf/printer.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import { textOrDash, publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'
import { daysOf, type PartSection, type Traveller, type VisitInFull } from './visit.ts'

/** Visits as documents: what to take along and when to be where, and who comes along. */
export function visitPdfs({ print }: Printer) {
  return {
    packing: (locale: Locale, visit: VisitInFull): Promise<PrintedPdf> =>
      print('document', packingSheet(locale, visit)),
    travellers: (locale: Locale, visit: VisitInFull, travellers: readonly Traveller[]): Promise<PrintedPdf> =>
      print('document', travellerList(locale, visit, travellers)),
  }
}

function visitDocument(
  speech: DocumentLanguage,
  visit: VisitInFull,
  over: string,
  parts: DocumentPart[],
): PrintedDocument {
  const { t, locale, plain, say, day } = speech
  const name = plain(visit.title)
  const left = `${t('name')} · ${name}`
  // Dated with the visit itself, so that the same visit prints the same bytes.
  const at = new Date(`${visit.fromDay}T00:00:00Z`)
  return {
    ...letterhead(locale, `${over}: ${name}`, publicityIn(t), { at }),
    over,
    name: say(visit.title),
    facts: [
      [t('visits:form.fromDay.label'), [day(visit.fromDay)]],
      [t('visits:form.toDay.label'), [day(visit.toDay)]],
      [t('visits:form.hostId.label'), say(visit.hostNames)],
      ...(visit.contact ? [[t('visits:form.contact.label'), [printable(visit.contact)]] as [string, TextRun]] : []),
    ],
    draft: visit.state === 'planned' ? t('visits:states.planned') : null,
    contents: null,
    foot: { left, right: '' },
    parts,
  }
}

const hours = (from: string | null, to: string | null): TextRun => [
  [from, to].flatMap((time) => (time === null ? [] : [time.slice(0, 5)])).join('–') || '–',
]

function packingSheet(locale: Locale, visit: VisitInFull): PrintedDocument {
  const speech = documentLanguage(locale)
  const { t, prose, day } = speech
  return visitDocument(speech, visit, t('visits:packing.title'), [
    ...(visit.packing
      ? [{ heading: [t('visits:form.packing.label')], level: 1 } as DocumentPart, ...prose(visit.packing)]
      : []),
    ...daysOf(visit).flatMap((each): DocumentPart[] => {
      const parts = dayParts(speech, visit, each)
      return parts.length === 0 ? [] : [{ heading: [day(each)], level: 1 }, ...parts]
    }),
    ...seminarParts(speech, visit),
  ])
}

type OnDay = { onDay: Day }

function dayParts(speech: DocumentLanguage, visit: VisitInFull, day: Day): DocumentPart[] {
  const { say, inline, beside } = speech
  const where = (text: string, near: Multilingual | null) => textOrDash(inline(beside(near ?? visit.title, text)))
  const on = <T extends OnDay>(rows: readonly T[], cells: (row: T) => TextRun[]) =>
    rows.filter(({ onDay }) => onDay === day).map(cells)
  return [
    ...table(
      speech,
      'transport',
      ['leaves', 'fromPlace', 'toPlace', 'note'],
      on(visit.legs, ({ leaves, fromPlace, toPlace, note }) => [
        hours(leaves, null),
        where(fromPlace, note),
        where(toPlace, note),
        textOrDash(say(note)),
      ]),
    ),
    ...table(
      speech,
      'itinerary',
      ['starts', 'place', 'host', 'theme'],
      on(visit.stops, ({ starts, ends, place, host, theme }) => [
        hours(starts, ends),
        say(place),
        where(host, place),
        textOrDash(say(theme)),
      ]),
    ),
    ...table(
      speech,
      'nights',
      ['place', 'address', 'note'],
      on(visit.nights, ({ place, address, note }) => [where(place, note), where(address, note), textOrDash(say(note))]),
    ),
  ]
}

function table({ t }: DocumentLanguage, section: PartSection, names: string[], rows: TextRun[][]): DocumentPart[] {
  if (rows.length === 0) return []
  const columns = names.map((name, at) => ({
    head: t(`visits:parts.${section}.${name}.label` as never),
    width: at === 0 ? ('fit' as const) : 3,
  }))
  return [{ table: { caption: [t(`visits:sections.${section}`)], columns, rows, totals: [] } }]
}

function seminarParts({ t, say, inline, beside, day }: DocumentLanguage, visit: VisitInFull): DocumentPart[] {
  if (!visit.seminarTitle) return []
  const facts: [string, TextRun][] = [
    [t('visits:form.seminarTitle.label'), say(visit.seminarTitle)],
    [t('visits:form.seminarOn.label'), [visit.seminarOn ? day(visit.seminarOn) : '–']],
    [t('visits:form.seminarStarts.label'), hours(visit.seminarStarts, visit.seminarEnds)],
    [t('visits:form.seminarPlace.label'), textOrDash(inline(beside(visit.seminarTitle, visit.seminarPlace)))],
  ]
  return [{ heading: [t('visits:sections.seminar')], level: 1 }, { facts }]
}

function travellerList(locale: Locale, visit: VisitInFull, travellers: readonly Traveller[]): PrintedDocument {
  const speech = documentLanguage(locale)
  const { t, plain, number } = speech
  const head = (name: string) => t(`visits:traveller.${name}.label` as never)
  const coming = travellers.filter(({ state }) => state === 'coming')
  const columns = [
    { head: t('visits:travellers.number'), width: 'fit' as const },
    ...['name', 'parishId', 'phone', 'boardsAt', 'needs'].map((name) => ({ head: head(name), width: 3 })),
  ]
  const rows = coming.map(({ name, parishNames, phone, email, boardsAt, needs }, at): TextRun[] => [
    [String(at + 1)],
    [printable(name)],
    [plain(parishNames)],
    [phone ?? email ?? '–'],
    [printable(boardsAt) || '–'],
    [printable(needs) || '–'],
  ])
  return visitDocument(speech, visit, t('visits:travellers.title'), [
    { facts: [[t('visits:travellers.coming'), [number(coming.length)]]] },
    { wide: [{ table: { caption: [t('visits:travellers.title')], columns, rows, totals: [] } }] },
  ])
}
