import { createHash } from 'node:crypto'

/** These one after the other. */
export const together = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)))

/** The same noise in every run. */
export const noise = (bytes: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(bytes / 32) }, (_, at) => createHash('sha256').update(String(at)).digest()),
  ).subarray(0, bytes)
