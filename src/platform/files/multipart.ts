import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy, { type Busboy, type FileInfo } from 'busboy'
import { Malformed, TooLarge } from '#platform/web/errors.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { limits } from './formats/file.ts'

// A signal comes and goes; a sender that is silent for longer has gone.
const longestSilence = 60_000

/** A file as it came: where its bytes are, or why they are nowhere. */
export interface Upload {
  field: string
  name: string
  path: string
  fault: 'file_size' | 'file_count' | 'file_store' | 'file_again' | null
}

/** What was posted. It is filled while the form is read, so that what had come is there even when the rest does not. */
export interface MultipartBody {
  body: Body
  uploads: Upload[]
}

/** Whether a request is a form that may carry files. */
export const isMultipart = (req: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '')

/** Reads a posted form into `posted`: texts, and files into `folder` as they come. Without a folder files are let go. */
export async function readMultipart(req: IncomingMessage, folder: string | null, posted: MultipartBody): Promise<void> {
  if (Number(req.headers['content-length']) > limits.requestBytes) throw new TooLarge()
  const parser = parserOf(req)
  const written: Promise<void>[] = []
  const faults = listen(parser, posted, (stream, upload) => {
    if (folder === null) {
      upload.fault = 'file_again'
      stream.resume()
    } else written.push(write(stream, upload, join(folder, String(written.length))))
  })
  try {
    await feed(req, parser)
  } finally {
    await Promise.all(written)
  }
  if (faults.tooLarge) throw new TooLarge()
}

function parserOf(req: IncomingMessage): Busboy {
  if (!/boundary="?[^"; ]/i.test(req.headers['content-type'] ?? '')) throw new Malformed()
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: {
        fieldSize: limits.fieldBytes,
        fields: limits.fields,
        fileSize: limits.fileBytes,
        files: limits.files,
        headerPairs: 20,
      },
    })
  } catch {
    throw new Malformed()
  }
}

type TakeFile = (stream: Readable, upload: Upload) => void

function listen(parser: Busboy, { body, uploads }: MultipartBody, take: TakeFile): { tooLarge: boolean } {
  const faults = { tooLarge: false }
  let typed = 0
  let lastField = ''
  parser.on('field', (name, value, { valueTruncated }) => {
    typed += value.length
    if (valueTruncated || typed > limits.textBytes) faults.tooLarge = true
    else addField(body, name, value)
  })
  parser.on('file', (field, stream, { filename }: Partial<FileInfo>) => {
    lastField = field
    const upload: Upload = { field, name: (filename ?? '').slice(-1000), path: '', fault: null }
    stream.on('error', () => (upload.fault ??= 'file_again'))
    uploads.push(upload)
    take(stream, upload)
  })
  parser.on('filesLimit', () => uploads.push({ field: lastField, name: '…', path: '', fault: 'file_count' }))
  parser.on('fieldsLimit', () => (faults.tooLarge = true))
  return faults
}

/** Adds a value to those of a name; `__proto__` is a name like any other. */
export function addField(body: Body, name: string, value: string) {
  const known = Object.hasOwn(body, name) ? body[name] : undefined
  const all = known === undefined ? value : [known, value].flat()
  Object.defineProperty(body, name, { value: all, enumerable: true, configurable: true, writable: true })
}

async function write(stream: Readable & { truncated?: boolean }, upload: Upload, path: string) {
  try {
    await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    upload.path = path
    if (stream.truncated) upload.fault = 'file_size'
  } catch {
    // A full disk, or a connection that broke: the parser still has to come to the end of what is sent.
    upload.fault = 'file_store'
    stream.resume()
  }
}

/** Gives the request to the parser. The request itself is never ended here, since it has still to be answered. */
function feed(req: IncomingMessage, parser: Busboy): Promise<void> {
  let bytes = 0
  return new Promise<void>((resolve, reject) => {
    const stop = (error: Error) => {
      req.unpipe(parser).resume()
      parser.destroy()
      reject(error)
    }
    // A sender need not say how much is to come.
    const count = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limits.requestBytes) stop(new TooLarge())
    }
    parser.once('error', () => stop(new Malformed())).once('close', () => resolve())
    req.on('data', count).once('close', () => req.complete || stop(new Malformed()))
    req.setTimeout(longestSilence, () => req.destroy())
    req.pipe(parser)
  }).finally(() => req.setTimeout(0))
}
