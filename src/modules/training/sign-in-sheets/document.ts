import { renderSVG } from 'uqr'
import type { Locale } from '#platform/i18n/locale.ts'
import type { TextRun } from '#platform/pdf/document.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import type { SignInSheet } from '#platform/pdf/sign-in-sheet.ts'
import { textOrDash, publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'
import type { AttendanceList } from '#modules/training/attendance/attendance.ts'
import { sheetCodePath } from './sheet-code.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

/** Rows for those who come without having registered: a third of a page at least. */
const blankRows = 8

/** The sign-in sheet of one date: who registered, to sign beside their names, and rows for those who did not. */
export function signInSheet(locale: Locale, day: TrainingDay, list: AttendanceList, origin: string): SignInSheet {
  const speech = documentLanguage(locale)
  const { t, say, plain } = speech
  const over = t('attendance:sign_in_sheet.title')
  return {
    ...letterhead(locale, `${over}: ${plain(day.title)}`, publicityIn(t), { at: list.beginsAt }),
    draft: null,
    over,
    name: say(day.title),
    facts: factsOf(speech, day, list),
    columns: {
      number: t('attendance:sign_in_sheet.number'),
      name: t('attendance:sign_in_sheet.name'),
      parish: t('attendance:sign_in_sheet.parish'),
      signature: t('attendance:sign_in_sheet.signature'),
    },
    rows: list.people
      .filter(({ registered }) => registered)
      .map(({ name, parishNames }) => ({ name: printable(name), parish: textOrDash(say(parishNames)) })),
    walkIns: { text: t('attendance:sign_in_sheet.walk_ins'), count: blankRows },
    signers: [
      ...day.trainers.map(({ name }) => ({ role: t('attendance:sign_in_sheet.trainer'), name: printable(name) })),
      { role: t('attendance:sign_in_sheet.organiser'), name: plain(day.organiserNames) },
    ],
    signature: t('attendance:sign_in_sheet.sign_here'),
    note: t('attendance:sign_in_sheet.note'),
    code: {
      qr: renderSVG(`${origin}/${locale}${sheetCodePath(list.code)}`, { ecc: 'M', border: 4 }),
      hint: t('attendance:sign_in_sheet.hint'),
    },
  }
}

function factsOf(
  { t, day: written, say }: DocumentLanguage,
  day: TrainingDay,
  list: AttendanceList,
): [string, TextRun][] {
  const place = [day.place, day.modality === 'onsite' ? '' : t('attendance:sign_in_sheet.online')].filter(Boolean)
  const trainers = day.trainers.map(({ name, organisation }) => [name, organisation].filter(Boolean).join(', '))
  return [
    [t('attendance:sign_in_sheet.date'), [written(list.onDay)]],
    [t('attendance:sign_in_sheet.time'), [`${list.starts}–${list.ends}`]],
    [t('attendance:sign_in_sheet.place'), textOrDash(place.length > 0 ? [printable(place.join(' · '))] : [])],
    [t('attendance:sign_in_sheet.organiser'), say(day.organiserNames)],
    [t('attendance:sign_in_sheet.trainers'), textOrDash(trainers.length > 0 ? [printable(trainers.join('; '))] : [])],
  ]
}
