import { isUuid } from '#platform/values/uuid.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { refusals, type Refusal } from './formats/file.ts'

/** What a form holds in place of a file that was not taken: why, and what it was called. */
export const refusalIn = (reason: Refusal, name: string): string => `!${reason} ${name}`

export interface UploadState {
  ids: string[]
  refused: { reason: Refusal; name: string }[]
}

/** The files of one field of a form, as posted: ids of those that were kept, and what was refused. */
export function uploadStateOf(body: Body, field: string): UploadState {
  const values = [body[field] ?? []].flat()
  const refused = values.flatMap((value) => {
    const [, said, name = ''] = /^!(\w+)(?: (.*))?$/s.exec(value) ?? []
    const reason = refusals.find((each) => each === said)
    return reason ? [{ reason, name: name.slice(-100) }] : []
  })
  return { ids: [...new Set(values.filter(isUuid))], refused }
}
