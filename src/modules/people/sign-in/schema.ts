import { z } from 'zod'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'

export const signInForm = z.object({
  email: z.string('required').trim().min(1, 'required').max(254, 'too_long'),
  password: z.string('required').min(1, 'required').max(1024, 'too_long'),
})

export const proofForm = z.object({ password: z.string('required').min(1, 'required').max(1024, 'too_long') })

export const passwordForm = z.object({
  current: z.string('required').min(1, 'required').max(1024, 'too_long'),
  password: z.string('required').min(1, 'required').max(1024, 'too_long'),
})

export const languageForm = z.object({ locale: z.custom<Locale>(isLocale, 'choose') })
