import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Cell, WorksheetColumn, Workbook } from '#platform/spreadsheets/workbook.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { Registration, RegistrationDay } from '#modules/training/registrations/registration.ts'

const columns = [
  ['position', 'quantity', 6],
  ['standing', 'text', 18],
  ['who', 'text', 28],
  ['guardian', 'text', 24],
  ['email', 'text', 30],
  ['phone', 'text', 18],
  ['parish', 'text', 20],
  ['language', 'text', 12],
  ['needs', 'text', 36],
  ['photo', 'text', 10],
  ['source', 'text', 16],
  ['since', 'text', 24],
] as const satisfies [string, WorksheetColumn['kind'], number][]

/** Who registered for a day, as the page that lists them shows it. */
export function registrationsWorkbook(locale: Locale, day: RegistrationDay, list: readonly Registration[]): Workbook {
  const { t } = translations[locale]
  const rows = list.map((each): Cell[] => {
    const cells: Record<(typeof columns)[number][0], Cell> = {
      position: each.position,
      standing: t(`registrations:states.${each.state}`),
      who: each.name,
      guardian: each.guardian,
      email: each.email,
      phone: each.phone,
      parish: localise(locale, each.parishNames).text,
      language: t(`language.${each.locale}`),
      needs: each.needs,
      photo: t(each.photoConsent ? 'yes' : 'no'),
      source: t(`registrations:sources.${each.source}`),
      since: formats[locale].moment(each.registeredAt),
    }
    return columns.map(([key]) => cells[key])
  })
  return {
    title: `${t('registrations:list.title')}: ${localise(locale, day.title).text}`,
    worksheet: {
      name: t('registrations:list.title'),
      columns: columns.map(([key, kind, width]) => ({ key, kind, width, head: t(`registrations:facts.${key}`) })),
      rows,
      totals: [],
    },
    codes: { name: t('spreadsheets:codes'), columns: [] },
  }
}
