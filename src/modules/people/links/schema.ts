import { z } from 'zod'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'

const password = z.string('required').min(1, 'required').max(1024, 'too_long')

export const welcomeForm = z.object({ password, locale: z.custom<Locale>(isLocale, 'choose') })

export const newPasswordForm = z.object({ password })
