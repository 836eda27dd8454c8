import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { purposes } from '#platform/services/personal-data.ts'
import type { RegisterColumn } from '#modules/privacy/register/register.ts'
import { readableRow, readableText, type ExportedRow, type NamesById } from './readable.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'

/**
 * Everything that the portal keeps about somebody. Texts in which their name stands are not among it: they say of others too, and a
 * name can be typed by anybody who registers, so that it would search what others wrote.
 */
export interface Exported {
  madeAt: Date
  subject: Subject
  /** By table: what is said of them. */
  about: Record<string, ExportedRow[]>
  /** By table: what they did, and when. */
  done: Record<string, ExportedRow[]>
  names: NamesById
}

/** Columns that let somebody in: that there is something in them is said, but not what. */
export const secretColumns: ReadonlySet<string> = new Set([
  'people.password_hash',
  'account_links.token_hash',
  'account_links.asked_hash',
  'second_factors.sealed',
  'second_factors.credential_id',
  'second_factors.public_key',
  'recovery_codes.code_hash',
  'identities.subject_hash',
  'devices.hash',
  'registration_links.token_hash',
  'sessions.sid',
  'sessions.sess',
  'privacy_requests.token_hash',
  'privacy_files.token_hash',
  'privacy_files.content',
])

/** All of it as JSON, to be read by machines. */
export const jsonOf = ({ madeAt, subject, about, done }: Exported): string =>
  JSON.stringify({ made_at: madeAt, known_as: subject, about, done }, null, 2)

const escape = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

const titled = (title: string, content: string) => `<h3>${escape(title)}</h3>\n${content}`

const tableOf = (rows: readonly (readonly [string, string])[]): string => {
  const cells = rows.map(([label, value]) => `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`)
  return `<table>\n${cells.join('\n')}\n</table>`
}

/** Tables whose rows are about one person; each has its words. */
export const readableTables = [
  ...['people', 'role_assignments', 'account_links', 'second_factors', 'recovery_codes', 'factor_removals'],
  ...['identities', 'sessions', 'devices', 'rate_limits', 'form_keys', 'mail_messages', 'privacy_requests'],
  ...['privacy_files', 'kept_names', 'consents', 'autosaves', 'form_presences', 'visit_participants'],
  ...['calendar_feeds', 'participants', 'registrations', 'registration_links', 'attendances', 'certificates'],
  ...['mentors', 'timesheets'],
] as const

function aboutOf(locale: Locale, { names }: Exported, name: string, rows: readonly ExportedRow[]): string {
  const { t } = translations[locale]
  const table = readableTables.find((each) => each === name)
  const read = rows.map((row) => readableRow(locale, names, name, row)).filter(({ length }) => length > 0)
  const count = `<p>${escape(t('privacy:show.records'))}: ${formats[locale].number(rows.length)}</p>`
  return titled(
    table ? t(`privacy:export.tables.${table}`) : name,
    read.length > 0 ? read.map(tableOf).join('\n') : count,
  )
}

function doneOf(locale: Locale, done: Exported['done']): string {
  const { t, has } = translations[locale]
  const acts = (done['audit_log'] ?? []).map(({ at, event }): [string, string] => {
    const key = `audit:events.${String(event).replace('.', '_')}`
    return [
      formats[locale].moment(new Date(String(at))),
      has(key) ? t(key as 'audit:events.file_deleted') : String(event),
    ]
  })
  const wrote = Object.values(done)
    .flat()
    .filter((row) => 'wrote' in row)
    .map((row) => readableText(locale, row))
  const others = Object.entries(done).reduce(
    (sum, [table, rows]) => sum + (table === 'audit_log' ? 0 : rows.filter((row) => !('wrote' in row)).length),
    0,
  )
  return [
    ...(wrote.length > 0 ? [titled(t('privacy:export.wrote'), tableOf(wrote))] : []),
    ...(acts.length > 0 ? [titled(t('privacy:export.acts'), tableOf(acts))] : []),
    ...(others > 0 ? [`<p>${escape(t('privacy:export.done_more', { count: others }))}</p>`] : []),
  ].join('\n')
}

/** All of it as a page, to be read by the person in their language; what is technical stands in data.json alone. */
export function pageOf(locale: Locale, register: readonly RegisterColumn[], exported: Exported): string {
  const { t } = translations[locale]
  const { about, done, madeAt } = exported
  const section = (title: string, text: string, tables: string) =>
    `<section>\n<h2>${escape(title)}</h2>\n<p>${escape(text)}</p>\n${tables}\n</section>`
  const tablesFor = (purpose: (typeof purposes)[number]) =>
    Object.entries(about).filter(([table]) => register.find((each) => each.table === table)?.purpose === purpose)
  const parts = purposes.flatMap((purpose) => {
    const tables = tablesFor(purpose)
    if (tables.length === 0) return []
    const rows = tables.map(([table, of]) => aboutOf(locale, exported, table, of)).join('\n')
    return [section(t(`privacy:purposes.${purpose}.title`), t(`privacy:purposes.${purpose}.data`), rows)]
  })
  const acts = doneOf(locale, done)
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(t('privacy:export.title'))}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}table{border-collapse:collapse;margin:0 0 1rem;width:100%}
th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}th{width:30%}</style></head>
<body>
<h1>${escape(t('privacy:export.title'))}</h1>
<p>${escape(t('privacy:export.made', { at: formats[locale].moment(madeAt) }))}</p>
<p>${escape(t('privacy:export.text'))}</p>
${[...parts, ...(acts.length > 0 ? [section(t('privacy:export.done'), t('privacy:export.done_text'), acts)] : [])].join(
  '\n',
)}
</body>
</html>
`
}
