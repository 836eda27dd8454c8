import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { Cell, Workbook, WorksheetColumn } from '#platform/spreadsheets/workbook.ts'
import type { DataReadEntry } from './queries.ts'

const columns = [
  ['when', 'text', 24],
  ['who', 'text', 28],
  ['what', 'text', 24],
  ['about', 'text', 28],
  ['place', 'text', 20],
  ['rows', 'quantity', 8],
  ['how', 'text', 14],
  ['route', 'text', 40],
] as const satisfies [string, WorksheetColumn['kind'], number][]

/** Views of personal data, as the page that lists them shows them. */
export function readsWorkbook(locale: Locale, reads: readonly DataReadEntry[]): Workbook {
  const { t } = translations[locale]
  const rows = reads.map((each): Cell[] => {
    const cells: Record<(typeof columns)[number][0], Cell> = {
      when: formats[locale].moment(each.at),
      who: each.personName,
      what: t(`privacy:kinds.${each.subjectKind}`),
      about: each.subjectName,
      place: localise(locale, each.placeNames).text,
      rows: each.rows,
      how: t(`privacy:hows.${each.how}`),
      route: each.what,
    }
    return columns.map(([key]) => cells[key])
  })
  return {
    title: t('privacy:reads.title'),
    worksheet: {
      name: t('privacy:reads.title'),
      columns: columns.map(([key, kind, width]) => ({ key, kind, width, head: t(`privacy:reads.${key}`) })),
      rows,
      totals: [],
    },
    codes: { name: t('spreadsheets:codes'), columns: [] },
  }
}
