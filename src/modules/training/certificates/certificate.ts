import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** The share of a day's minutes that somebody must have been there for. */
const leastShare = 0.8

/** What a certificate says, as it stood when it was issued. */
export interface CertificateContent {
  name: string
  title: Multilingual
  topics: Multilingual[]
  dates: { onDay: Day; minutes: number }[]
  minutes: number
  organiser: Multilingual
}

export interface Certificate {
  id: string
  version: number
  year: number
  number: number
  /** Printed on it: without it nobody learns whose it is. */
  code: string
  participantId: string
  content: CertificateContent
  issuedOn: Day
  revokedOn: Day | null
  reason: Multilingual | null
}

/** The serial number as it is printed and typed. */
export const serialNumber = ({ year, number }: Pick<Certificate, 'year' | 'number'>): string =>
  `${year}-${String(number).padStart(4, '0')}`

/** The year and the number of a serial; null where it is none. */
export function parseSerial(text: string): { year: number; number: number } | null {
  const parts = /^(20\d\d)[-/ ](\d{1,6})$/.exec(text.trim())
  return parts ? { year: Number(parts[1]), number: Number(parts[2]) } : null
}

/** A code as somebody typed it off paper. */
export const normaliseCode = (typed: string): string => typed.toLowerCase().replace(/[\s-]/g, '')

/** Letters that nobody takes for another. */
export const codeLetters = '23456789abcdefghjkmnpqrstuvwxyz'
export const codeLength = 10

/** Where a certificate is verified, below the portal's address and the language. */
export const verificationPath = (certificate: Pick<Certificate, 'year' | 'number' | 'code'>): string =>
  `/certificates/${serialNumber(certificate)}?code=${certificate.code}`

/** Somebody who was at a day, and how long in all. */
export interface Attendee {
  participantId: string
  name: string
  minutes: number
  dates: { onDay: Day; minutes: number }[]
}

/** Hours are told in whole and quarters, as timetables have them. */
export const certifiedHours = (minutes: number): number => Math.round(minutes / 15) / 4

/** Whether somebody was there long enough to be certified. */
export const attendedEnough = ({ minutes }: Pick<Attendee, 'minutes'>, length: number): boolean =>
  length > 0 && minutes >= length * leastShare
