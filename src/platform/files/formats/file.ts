import type { Multilingual } from '#platform/i18n/locale.ts'

/** What the portal keeps, known by its content. Pictures come in as JPEG, PNG or WebP and are kept as one of the first two. */
export const types = {
  jpeg: { mime: 'image/jpeg', extension: 'jpg' },
  png: { mime: 'image/png', extension: 'png' },
  pdf: { mime: 'application/pdf', extension: 'pdf' },
  text: { mime: 'text/plain; charset=utf-8', extension: 'txt' },
  csv: { mime: 'text/csv; charset=utf-8', extension: 'csv' },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  odt: { mime: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  ods: { mime: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods' },
  asice: { mime: 'application/vnd.etsi.asic-e+zip', extension: 'asice' },
} as const
export type FileType = keyof typeof types

export const isPicture = (type: FileType): boolean => type === 'jpeg' || type === 'png'

/** A file that was received; which record it belongs to, and so who may read it, is the business of that record's module. */
export interface StoredFile {
  id: string
  sha256: string
  bytes: number
  type: FileType
  name: string
  alt: Multilingual | null
  width: number | null
  height: number | null
  /** Whether it carries what does something by itself where it is opened, or takes it from elsewhere; null while not looked at. */
  active: boolean | null
  uploadedBy: string | null
  uploadedAt: Date
}

const mega = 1024 * 1024
export const mostMegabytes = 20
export const limits = {
  fileBytes: mostMegabytes * mega,
  files: 10,
  fields: 2000,
  fieldBytes: mega,
  textBytes: 8 * mega,
  requestBytes: 210 * mega,
  /** What one person may send in a day. */
  dayBytes: 1000 * mega,
} as const

/** Why a file is not taken; the words are in `errors` of the common ones. */
export const refusals = [
  'file_again',
  'file_asics',
  'file_bomb',
  'file_cades',
  'file_count',
  'file_damaged',
  'file_day',
  'file_ddoc',
  'file_empty',
  'file_encrypted',
  'file_entries',
  'file_heic',
  'file_locked',
  'file_macro',
  'file_mixed',
  'file_names',
  'file_picture',
  'file_pixels',
  'file_size',
  'file_store',
  'file_twice',
  'file_type',
  'file_unnamed',
  'file_unsigned',
] as const
export type Refusal = (typeof refusals)[number]

/** Thrown while a file is looked at; the person reads why beside the field. */
export class Refused extends Error {
  readonly reason: Refusal
  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}
