import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { fields } from '#platform/forms/fields.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Body, FormProblem } from '#platform/forms/form-kit.ts'
import { describeFile } from './commands.ts'
import { isPicture, limits, mostMegabytes, type StoredFile } from './formats/file.ts'
import { uploadStateOf, type UploadState } from './upload-state.ts'
import { findOwnFiles } from './queries.ts'

/** What a field of files asks for. */
export interface FileField {
  name: string
  /** Pictures alone, each with a text for those who cannot see it. */
  pictures?: boolean
}

/** A file as a form shows it. It stays while it is ticked; `alt` is the text typed for it. */
export interface ShownFile extends StoredFile {
  ticked: boolean
  /** Whether it belongs to the record already, and not only to whoever sent it. */
  attached: boolean
  typed: string
}

/** A field of files as it was posted: what the form shows again, what is wrong with it, and what saving would change. */
export interface FilesReading {
  shown: ShownFile[]
  problems: Record<string, FormProblem>
  added: ShownFile[]
  removed: ShownFile[]
  kept: ShownFile[]
}

/** A field of files on a form that was just opened. */
export const showFiles = (writing: Locale, attached: readonly StoredFile[]): ShownFile[] =>
  attached.map((file) => ({ ...file, ticked: true, attached: true, typed: file.alt?.[writing] ?? '' }))

/**
 * Reads a field of files: ids that are neither attached already nor sent by this person a short while ago are not there
 * for them. Files that somebody else attached since the form was opened are neither shown nor removed.
 */
export async function readFiles(
  db: Db,
  viewer: Viewer,
  body: Body,
  field: FileField,
  attached: readonly StoredFile[],
  writing: Locale,
): Promise<FilesReading> {
  const posted = uploadStateOf(body, field.name)
  const known = new Set(attached.map(({ id }) => id))
  const fresh = posted.ids.filter((id) => !known.has(id))
  const own = fresh.length > 0 ? await findOwnFiles(db, viewer, fresh) : []
  const open = shownIn(body, field, attached, posted)
  const shown = [...open, ...own].map((file) => ({
    ...file,
    ticked: posted.ids.includes(file.id),
    attached: known.has(file.id),
    typed: textOf(body, field, file, own, writing),
  }))
  const kept = shown.filter(({ ticked }) => ticked)
  return {
    shown,
    kept,
    added: kept.filter(({ id }) => !known.has(id)),
    removed: shown.filter(({ ticked }) => !ticked),
    problems: problemsOf(field, posted, kept, fresh.length - own.length, writing),
  }
}

/** Writes what the pictures of a field show, as it was typed. */
export const describeFiles = (tx: AuditedTransaction, writing: Locale, { kept }: FilesReading): Promise<void> =>
  describeFile(tx, writing, kept)

// Sent by a page that does not list what it showed, such as one that sends typed text again, all attached files stay.
function shownIn(body: Body, { name }: FileField, attached: readonly StoredFile[], { ids }: UploadState) {
  const listed = body[`${name}.shown`]
  const shown = typeof listed === 'string' ? listed.split(' ') : ids
  return attached.filter(({ id }) => shown.includes(id))
}

/** The text typed beside a picture; one that was sent alone takes that of the field. */
function textOf(body: Body, field: FileField, file: StoredFile, own: readonly StoredFile[], writing: Locale): string {
  if (!field.pictures) return ''
  const typed = body[`${field.name}.${file.id}.alt`]
  if (typeof typed === 'string') return typed.trim()
  const alone = body[`${field.name}.alt`]
  if (own.length === 1 && own[0] === file && typeof alone === 'string') return alone.trim()
  return file.alt?.[writing] ?? ''
}

function problemsOf(
  field: FileField,
  { refused }: UploadState,
  kept: readonly ShownFile[],
  gone: number,
  writing: Locale,
): Record<string, FormProblem> {
  const wrong = [
    ...refused.map(({ reason, name }) => ({ key: reason, name })),
    ...Array.from({ length: gone }, () => ({ key: 'file_again', name: '…' })),
    ...kept.filter(({ type }) => field.pictures && !isPicture(type)).map(({ name }) => ({ key: 'file_picture', name })),
  ]
  const [first] = wrong
  const names = wrong.map(({ name }) => name).join(', ')
  const params = { name: first?.name, names, max: mostMegabytes, most: limits.files }
  return {
    ...(first ? { [field.name]: { key: wrong.length > 1 ? 'file_several' : first.key, params } } : {}),
    ...(field.pictures ? Object.fromEntries(kept.flatMap((file) => altProblem(field, file, writing))) : {}),
  }
}

const label = 'files:alt.label'

function altProblem({ name }: FileField, file: ShownFile, writing: Locale): [string, FormProblem][] {
  if (!isPicture(file.type)) return []
  const at = `${name}.${file.id}.alt`
  const others = localise(writing, file.alt).text !== ''
  const result = fields(writing)[file.typed === '' && !others ? 'required' : 'text'](300).safeParse(file.typed)
  const [issue] = result.error?.issues ?? []
  if (!issue) return []
  return [
    [at, { key: issue.message === 'required' ? 'alt' : issue.message, params: { max: 300, name: file.name }, label }],
  ]
}
