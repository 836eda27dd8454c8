import type { Locale } from '#platform/i18n/locale.ts'
import type { DocumentPart, PrintedDocument, TextRun } from '#platform/pdf/document.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import { publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'
import { timesheetStage, timesheetTotals, type Timesheet } from './timesheet.ts'

/** A month that was handed in, as it is printed: from what was signed, with what was decided of it since. */
export function timesheetDocument(locale: Locale, timesheet: Timesheet): PrintedDocument {
  const speech = documentLanguage(locale)
  const { t, month, moment } = speech
  const title = `${t('timesheets:one')}: ${month(timesheet.month)}`
  const at = timesheet.submittedAt ?? new Date(0)
  const stage = timesheetStage(timesheet)
  const submitted = `${t('timesheets:submitted_at')}: ${moment(at)}`
  return {
    ...letterhead(locale, `${title}, ${printable(timesheet.mentor)}`, publicityIn(t), { at }),
    over: title,
    name: [printable(timesheet.mentor)],
    facts: factsOf(speech, timesheet),
    draft: stage === 'locked' ? null : t(`timesheets:states.${stage}`),
    contents: null,
    foot: {
      left: `${t('name')} · ${title} · ${printable(timesheet.mentor)} · ${submitted}`,
      right: `${t('timesheets:fingerprint')} ${timesheet.sha256 ?? ''}`,
    },
    parts: [
      { table: parishTable(speech, timesheet) },
      { table: sessionTable(speech, timesheet) },
      ...addendaParts(speech, timesheet),
      { heading: [t('timesheets:signatures')], level: 1 },
      { signatures: signaturesOf(speech, timesheet) },
    ],
  }
}

const time = ({ t, number }: DocumentLanguage, minutes: number): string =>
  t('advice:minutes', { minutes: number(minutes) })

function factsOf(speech: DocumentLanguage, timesheet: Timesheet): [string, TextRun][] {
  const { t, moment, number } = speech
  const { original, added, now } = timesheetTotals(timesheet)
  const sums: [string, TextRun][] =
    added === 0
      ? []
      : [
          [t('timesheets:added'), [time(speech, added)]],
          [t('timesheets:now'), [time(speech, now)]],
        ]
  return [
    [t('timesheets:state'), [t(`timesheets:states.${timesheetStage(timesheet)}`)]],
    [t('timesheets:submission'), [number(timesheet.number ?? 1)]],
    [t('advice:sessions'), [number(timesheet.sessions.length)]],
    [t('timesheets:original'), [time(speech, original)]],
    ...sums,
    ...(timesheet.lockedAt ? [[t('timesheets:locked_at'), [moment(timesheet.lockedAt)]] as [string, TextRun]] : []),
  ]
}

const parishTable = (speech: DocumentLanguage, { parishes, minutes }: Timesheet) => ({
  caption: [speech.t('timesheets:by_parish')],
  columns: [
    { head: speech.t('advice:parish'), width: 2 },
    { head: speech.t('timesheets:territory'), width: 2 },
    { head: speech.t('timesheets:minutes'), width: 'fit' as const, number: true },
  ],
  rows: parishes.map((parish): TextRun[] => [
    speech.say(parish.names),
    speech.say(parish.territoryNames),
    [speech.number(parish.minutes)],
  ]),
  totals: [[[speech.t('total')], [], [speech.number(minutes)]]] satisfies TextRun[][],
})

function sessionTable(speech: DocumentLanguage, { sessions, parishes, minutes }: Timesheet) {
  const { t, day, number, say } = speech
  const named = new Map(parishes.map(({ id, names }) => [id, say(names)]))
  return {
    caption: [t('advice:sessions')] satisfies TextRun,
    columns: [
      { head: t('pdf:no'), width: 'fit' as const, number: true },
      { head: t('timesheets:day'), width: 'fit' as const },
      { head: t('advice:parish'), width: 2 },
      { head: t('advice:form.channel.label'), width: 2 },
      { head: t('advice:topics_label'), width: 3 },
      { head: t('timesheets:minutes'), width: 'fit' as const, number: true },
    ],
    rows: sessions.map((session, at): TextRun[] => [
      [String(at + 1)],
      [day(session.heldOn)],
      named.get(session.parishId) ?? [],
      [t(`advice:channels.${session.channel}`)],
      [session.topics.map((topic) => t(`advice:topics.${topic}`)).join(', ') || '–'],
      [number(session.minutes)],
    ]),
    totals: [[[], [t('total')], [], [], [], [number(minutes)]]] satisfies TextRun[][],
  }
}

function addendaParts(speech: DocumentLanguage, { addenda }: Timesheet): DocumentPart[] {
  const approved = addenda.filter((addendum) => addendum.approved === true)
  if (approved.length === 0) return []
  const { t, say, number, moment } = speech
  return [
    {
      table: {
        caption: [t('timesheets:addenda')],
        columns: [
          { head: t('timesheets:written_at'), width: 'fit' },
          { head: t('advice:parish'), width: 1 },
          { head: t('timesheets:addendum.why.label'), width: 3 },
          { head: t('timesheets:approver'), width: 1 },
          { head: t('timesheets:minutes'), width: 'fit', number: true },
        ],
        rows: approved.map((each): TextRun[] => [
          [moment(each.writtenAt)],
          say(each.parishNames),
          say(each.reason),
          [printable(each.deciderName ?? '')],
          [number(each.minutes)],
        ]),
        totals: [],
      },
    },
  ]
}

// Who did it here already is named; the line is there for those who sign on paper.
function signaturesOf(speech: DocumentLanguage, timesheet: Timesheet): [string, TextRun][] {
  const { t, plain, moment } = speech
  const done = (name: string | null, at: Date | null): TextRun =>
    at ? [`${printable(name ?? '')}, ${moment(at)}`] : ['–']
  const territories = new Map(timesheet.parishes.map((parish) => [parish.territoryId, parish]))
  return [
    [t('advice:mentor'), done(timesheet.mentor, timesheet.submittedAt)],
    ...timesheet.parishes.map((each): [string, TextRun] => [
      `${t('timesheets:community')}: ${plain(each.names)}`,
      [
        ...done(each.confirmerName, each.confirmedAt),
        ...(each.reason ? [`. ${t('timesheets:without')}: ${plain(each.reason)}`] : []),
      ],
    ]),
    ...[...territories.values()].map((each): [string, TextRun] => [
      `${t('timesheets:partner')}: ${plain(each.territoryNames)}`,
      done(each.approverName, each.approvedAt),
    ]),
  ]
}
