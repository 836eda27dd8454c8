import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Db } from '#platform/db/connection.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { mayBeSignedOut } from '#platform/web/parse-body.ts'
import { receiveFile, StoreUnavailable } from './commands.ts'
import { Refused, type Refusal } from './formats/file.ts'
import { addField, isMultipart, readMultipart, type MultipartBody, type Upload } from './multipart.ts'
import { refusalIn } from './upload-state.ts'
import type { Store } from './store.ts'

interface Receiving {
  db: Db
  store: Store
  folder: string
  log: Logger
}

/**
 * Reads forms that carry files, for people signed in. Each file is kept at once, and the form's field gets its id, so
 * that it need not be sent again when the form itself cannot be taken. In place of a file that is refused stands why.
 */
export function receiveFiles(receiving: Receiving): RequestHandler {
  return (req, res, next) => {
    if (!isMultipart(req)) return next()
    const posted: MultipartBody = { body: {}, uploads: [] }
    const done = (error?: unknown) => {
      req.body = posted.body
      next(error)
    }
    if (req.viewer) take(receiving, req, req.viewer.id, posted).then(() => done(), done)
    else if (mayBeSignedOut(req, res)) readTexts(req, posted).then(() => done(), done)
    else next()
  }
}

/** Reads the texts of such a form for a page that gives them back; the files must be chosen again, and it says so. */
export const keepTexts: RequestHandler = (req, _res, next) => {
  const posted: MultipartBody = { body: {}, uploads: [] }
  const done = () => {
    req.body = posted.body
    next()
  }
  if (isMultipart(req)) readTexts(req, posted).then(done, done)
  else next()
}

async function readTexts(req: Request, posted: MultipartBody) {
  await readMultipart(req, null, posted).finally(() => {
    for (const upload of posted.uploads.filter(isChosen)) refuse(posted.body, upload, 'file_again')
  })
}

async function take(receiving: Receiving, req: Request, personId: string, posted: MultipartBody) {
  const folder = await makeFolder(receiving)
  try {
    await readMultipart(req, folder, posted)
    for (let upload = posted.uploads[0]; upload; upload = posted.uploads[0]) {
      if (folder === null) upload.fault = 'file_store'
      await keep(receiving, personId, posted.body, upload)
      posted.uploads.shift()
    }
  } catch (error) {
    for (const upload of posted.uploads.filter(isChosen)) refuse(posted.body, upload, 'file_again')
    throw error
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }
}

/** A folder for the files of one form; null where the disk is full or refuses it, which costs the files and not the text. */
async function makeFolder({ folder, log }: Receiving): Promise<string | null> {
  const own = join(folder, randomUUID())
  try {
    await mkdir(own, { recursive: true, mode: 0o700 })
    return own
  } catch (error) {
    log.error({ err: error }, 'files cannot be received')
    return null
  }
}

// A browser sends a field nobody chose a file for as a file of no name.
const isChosen = ({ name }: Upload) => name !== ''

async function keep({ db, store, log }: Receiving, personId: string, body: Body, upload: Upload): Promise<void> {
  if (upload.fault) {
    if (isChosen(upload)) refuse(body, upload, upload.fault)
    return
  }
  try {
    const { id } = await receiveFile(db, store, { id: personId }, upload)
    addField(body, upload.field, id)
  } catch (error) {
    if (error instanceof Refused) {
      if (error.reason !== 'file_empty' || upload.name !== '') refuse(body, upload, error.reason)
    } else if (error instanceof StoreUnavailable) {
      log.error({ err: error.cause }, 'a file could not be kept')
      refuse(body, upload, 'file_store')
    } else throw error
  }
}

const refuse = (body: Body, { field, name }: Upload, reason: Refusal) => addField(body, field, refusalIn(reason, name))
