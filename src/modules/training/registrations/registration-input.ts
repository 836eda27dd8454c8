import type { Locale } from '#platform/i18n/locale.ts'

/** What somebody without an account tells of themselves: a name, and at least one way to reach them. */
export interface ParticipantInput {
  name: string
  email: string | null
  phone: string | null
  parishId: string | null
  locale: Locale
}

/** What is asked of who registers, besides who they are. */
export interface RegistrationInput extends ParticipantInput {
  /** The adult through whom somebody under 18 registers; the contact is theirs. */
  guardian: string | null
  photoConsent: boolean
  needs: string
}

/** What can be changed of a registration later. */
export interface RegistrationChange {
  phone: string | null
  parishId: string | null
  locale: Locale
  photoConsent: boolean
  needs: string
}
