import { formats } from '#platform/i18n/format.ts'
import { isLocale, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { translations } from '#platform/i18n/translations.ts'
import { roles } from '#platform/values/viewer.ts'

// A column is read under a word that says what it tells; those without one are technical and stand in data.json alone.
const readAs = {
  name: ['name'],
  former_names: ['former_names'],
  email: ['email', 'recipient', 'subject_email', 'new_email'],
  language: ['locale'],
  phone: ['phone'],
  guardian: ['guardian'],
  needs: ['needs'],
  boards_at: ['boards_at'],
  role: ['role'],
  place: ['parish_id', 'territory_id'],
  about_what: ['day_id', 'date_id', 'visit_id', 'registration_id', 'traveller_id'],
  kind: ['kind'],
  month: ['month'],
  minutes: ['minutes'],
  organisation: ['organisation'],
  skills: ['skills'],
  subject: ['subject'],
  device: ['device', 'label', 'asked_device'],
  text: ['text', 'parts', 'fields', 'about'],
  answer: ['answer'],
  reason: ['reason', 'extended_because', 'return_note'],
  state: ['state'],
  first_sign_in: ['first_signed_in_at'],
  from: ['from_day'],
  at: [
    ...['created_at', 'asked_at', 'started_at', 'first_at', 'posted_at', 'linked_at', 'given_at', 'entered_at'],
    ...['begun_at', 'since', 'registered_at', 'recorded_at', 'issued_on', 'kept_at', 'renewed_at'],
  ],
  last: ['last_used_at', 'last_at', 'seen_at', 'saved_at', 'updated_at'],
  until: ['expires_at', 'due_on', 'extended_to', 'to_day', 'offered_until'],
  done: ['used_at', 'confirmed_at', 'handled_at', 'made_at', 'sent_at', 'published_at', 'locked_at'],
  ended: ['ended_at', 'deactivated_at', 'withdrawn_at', 'revoked_on', 'returned_at'],
} as const

type Word = keyof typeof readAs

const words = Object.keys(readAs) as Word[]

/** Rows about somebody, as their table has them but for what lets anybody in. */
export type ExportedRow = Record<string, unknown>

/** What the numbers of places, training days and visits mean. */
export type NamesById = ReadonlyMap<string, Multilingual>

/** A row as its person reads it: labels and values in their language, without what is empty or says nothing to them. */
export function readableRow(
  locale: Locale,
  names: NamesById,
  table: string,
  row: ExportedRow,
): [label: string, value: string][] {
  const { t } = translations[locale]
  return words.flatMap((word) =>
    readAs[word].flatMap((column): [string, string][] => {
      const value = column in row ? readable(locale, names, `${table}.${column}`, row[column]) : ''
      return value === '' ? [] : [[t(`privacy:export.columns.${word}`), value]]
    }),
  )
}

/** What somebody wrote, when they did and in which words. */
export function readableText(locale: Locale, { at, wrote }: ExportedRow): [at: string, text: string] {
  const texts = (wrote as (Multilingual | string | null)[]).map((each) => readable(locale, new Map(), '', each))
  return [
    typeof at === 'string' ? formats[locale].moment(new Date(at)) : '',
    texts.filter((text) => text !== '').join('\n'),
  ]
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const date = /^\d{4}-\d\d-\d\d$/
const month = /^\d{4}-\d\d$/
const numberOfRecord = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

function readable(locale: Locale, names: NamesById, column: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return inReadersWords(locale, names, column, value)
  if (typeof value === 'number') return formats[locale].number(value)
  if (Array.isArray(value)) return value.map((each) => readable(locale, names, column, each)).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  if ('source' in value) return localise(locale, value as Multilingual).text
  return Object.values(value)
    .map((each) => readable(locale, names, column, each))
    .filter((text) => text !== '')
    .join('\n')
}

function inReadersWords(locale: Locale, names: NamesById, column: string, text: string): string {
  const { moment, day, month: monthInWords } = formats[locale]
  const inWords = codes[column]
  if (inWords) return inWords(locale, text)
  if (instant.test(text)) return moment(new Date(text))
  if (date.test(text)) return day(text)
  if (month.test(text)) return monthInWords(text)
  if (!numberOfRecord.test(text)) return text
  return localise(locale, names.get(text) ?? null).text
}

const unreadable = () => ''

const language = (locale: Locale, text: string) => (isLocale(text) ? translations[locale].t(`language.${text}`) : text)

// Codes that have words, and those that have none.
const codes: Partial<Record<string, (locale: Locale, code: string) => string>> = {
  ...Object.fromEntries(
    [
      'people',
      'participants',
      'registrations',
      'consents',
      'mail_messages',
      'privacy_requests',
      'privacy_files',
      'autosaves',
    ].map((table) => [`${table}.locale`, language]),
  ),
  'role_assignments.role': (locale, code) => {
    const role = roles.find((each) => each === code)
    return role ? translations[locale].t(`people:roles.${role}`) : ''
  },
  'registrations.state': (locale, code) =>
    translations[locale].t(`registrations:states.${code as 'registered' | 'waiting' | 'offered'}`),
  'privacy_requests.state': (locale, code) =>
    translations[locale].t(`privacy:states.${code as 'open' | 'answered' | 'refused'}`),
  'privacy_requests.kind': (locale, code) =>
    translations[locale].t(`privacy:request_kinds.${code as 'export' | 'erasure'}`),
  'privacy_requests.reason': unreadable,
  'second_factors.kind': unreadable,
  'mail_messages.state': unreadable,
  'visit_participants.state': unreadable,
  'timesheets.state': unreadable,
  'autosaves.subject': unreadable,
  'form_presences.subject': unreadable,
}
