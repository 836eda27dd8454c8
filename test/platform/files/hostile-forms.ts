import { pdf } from '../../support/files.ts'
import { noise, together } from './bytes.ts'

export const boundary = '----browser'

/** One part of a form as its bytes go over the line: names as they are, whatever is in them. */
export const part = (disposition: string, content: Buffer | string, headers = ''): Buffer =>
  together(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n`, content, '\r\n')

/** A form of these parts, in which the language is typed first. */
export const formOf = (...parts: (Buffer | string)[]): Buffer =>
  together(part('name="in"', 'en'), ...parts, `--${boundary}--\r\n`)

/** A form that means harm or is broken as a whole. */
export interface HostileForm {
  kind: string
  body: Buffer
  type?: string
  headers?: Record<string, string>
  status: number
}

const multipart = 'multipart/form-data'
const file = (name: string, content: Buffer | string = pdf, headers = '') =>
  part(`name="documents"; filename="${name}"`, content, headers)

export const hostileForms: HostileForm[] = [
  {
    kind: 'another boundary than was said',
    body: formOf(file('a.pdf')),
    type: `${multipart}; boundary=another`,
    status: 400,
  },
  { kind: 'no boundary', body: formOf(file('a.pdf')), type: multipart, status: 400 },
  { kind: 'an empty boundary', body: formOf(file('a.pdf')), type: `${multipart}; boundary=""`, status: 400 },
  {
    kind: 'a boundary of 4 kB',
    body: formOf(file('a.pdf')),
    type: `${multipart}; boundary=${'x'.repeat(4096)}`,
    status: 400,
  },
  { kind: 'nothing at all', body: Buffer.alloc(0), status: 400 },
  { kind: 'noise', body: noise(100_000), status: 400 },
  { kind: 'cut off in a file', body: formOf(file('a.pdf')).subarray(0, -40), status: 400 },
  { kind: 'cut off in a header', body: formOf(file('a.pdf')).subarray(0, 140), status: 400 },
  { kind: 'no end', body: together(part('name="in"', 'en'), file('a.pdf')), status: 400 },
  { kind: 'a NUL in a name', body: formOf(file('a\0b.pdf')), status: 400 },
  { kind: 'headers of 40 kB', body: formOf(file('a.pdf', pdf, `X-A: ${'x'.repeat(40_000)}\r\n`)), status: 400 },
  { kind: 'a thousand headers', body: formOf(file('a.pdf', pdf, 'X-A: b\r\n'.repeat(1000))), status: 303 },
  {
    kind: 'a thousand fields',
    body: formOf(...Array.from({ length: 1000 }, (_, at) => part(`name="f${at}"`, 'x'))),
    status: 303,
  },
  {
    kind: 'five thousand fields',
    body: formOf(...Array.from({ length: 5000 }, (_, at) => part(`name="f${at}"`, 'x'))),
    status: 413,
  },
  {
    kind: 'a thousand files',
    body: formOf(...Array.from({ length: 1000 }, (_, at) => file(`${at}.pdf`))),
    status: 422,
  },
  { kind: 'a field of 2 MB', body: formOf(part('name="words"', 'x'.repeat(2_000_000))), status: 413 },
  {
    kind: 'twelve fields of 1 MB',
    body: formOf(...Array.from({ length: 12 }, () => part('name="words"', 'x'.repeat(1_000_000)))),
    status: 413,
  },
  { kind: 'a field name of 4 kB', body: formOf(part(`name="${'n'.repeat(4096)}"`, 'x')), status: 303 },
  { kind: 'a file without a name', body: formOf(part('name="documents"', pdf)), status: 303 },
  { kind: 'a file of an empty name', body: formOf(file('', '')), status: 303 },
  { kind: 'a part without a name', body: formOf(part('filename="a.pdf"', pdf)), status: 303 },
  {
    kind: 'a form inside a form',
    body: formOf(file('a.pdf', formOf(file('b.pdf')), `Content-Type: ${multipart}; boundary=${boundary}\r\n`)),
    status: 303,
  },
  {
    kind: 'a file packed as base64',
    body: formOf(file('a.pdf', pdf.toString('base64'), 'Content-Transfer-Encoding: base64\r\n')),
    status: 303,
  },
  {
    kind: 'names that JavaScript knows',
    body: formOf(
      ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) => part(`name="${name}"`, 'x')),
      part('name="__proto__"; filename="a.pdf"', pdf),
    ),
    status: 303,
  },
  {
    kind: 'more than is ever taken',
    body: Buffer.alloc(10),
    headers: { 'Content-Length': String(300 * 1024 * 1024) },
    status: 413,
  },
]
