import { Secret, TOTP } from 'otpauth'

/** Bytes of an app's secret. */
export const secretLength = 20

// What every app knows: SHA-1, six digits, another code every 30 seconds.
const totpOf = (secret: Buffer, account: string) =>
  new TOTP({ issuer: 'Act Local', label: account, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) })

/** The address that an app reads from the QR code. */
export const appAddress = (secret: Buffer, account: string): string => totpOf(secret, account).toString()

/** The secret as people type it, in groups of four. */
export const secretInGroups = (secret: Buffer): string =>
  new Secret({ buffer: Uint8Array.from(secret).buffer }).base32.replace(/.{4}(?=.)/g, '$& ')

/** The code as it was typed, without the spaces that apps show in it. */
const digitsOf = (typed: string): string => typed.replace(/\s+/g, '')

/** Which step of 30 seconds a code is of, as telephones' clocks differ: the one of `at` or one of its neighbours, or null. */
export function stepOfCode(secret: Buffer, typed: string, at: number): number | null {
  const totp = totpOf(secret, '')
  const delta = totp.validate({ token: digitsOf(typed), timestamp: at, window: 1 })
  return delta === null ? null : totp.counter({ timestamp: at }) + delta
}
