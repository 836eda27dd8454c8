import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { cents, sumOfCents } from '#platform/values/money.ts'
import { localise } from '#platform/i18n/text.ts'
import { lettersOf, type Cell, type WorksheetColumn, type Workbook } from '#platform/spreadsheets/workbook.ts'
import { translations } from '#platform/i18n/translations.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import type { ListedItem } from '#modules/equipment/items/list-queries.ts'

const sums = ['net', 'vat', 'gross'] as const

// The heads and their keys stand above.
const firstRow = 3

/** The inventory as a workbook: sums as numbers, and their totals as formulas. */
export function inventoryWorkbook(locale: Locale, items: readonly ListedItem[]): Workbook {
  const { t } = translations[locale]
  const columns = columnsIn(locale)
  const at = (key: string) => lettersOf(columns.findIndex((column) => column.key === key))
  const totalOf = (key: (typeof sums)[number]): Cell => ({
    formula: `SUM(${at(key)}${firstRow}:${at(key)}${Math.max(items.length, 1) + firstRow - 1})`,
    result: sumOfCents(items.map((item) => item[key] ?? cents(0))) / 100,
  })
  const totals: Record<string, Cell> = {
    name: t('total'),
    ...Object.fromEntries(sums.map((key) => [key, totalOf(key)])),
  }
  return {
    title: t('equipment:title'),
    worksheet: {
      name: t('equipment:title'),
      columns,
      rows: items.map((item) => {
        const cells = cellsOf(item, locale)
        return columns.map(({ key }) => cells[key] ?? null)
      }),
      totals: columns.map(({ key }) => totals[key] ?? null),
    },
    codes: { name: t('spreadsheets:codes'), columns: [] },
  }
}

function cellsOf(item: ListedItem, locale: Locale): Record<string, Cell> {
  const { t } = translations[locale]
  const say = (text: ListedItem['note']) => localise(locale, text).text
  const typed = (day: Day | null) => day && day.split('-').reverse().join('.')
  return {
    number: labelOf(item).toUpperCase(),
    name: say(item.name),
    category: t(`equipment:categories.${item.category}`),
    state: t(`equipment:states.${item.state}`),
    since: typed(item.since),
    owner: say(item.partnerNames),
    parish: say(item.parishNames),
    initiative: say(item.initiativeTitle),
    supplier: item.supplier,
    invoice: item.invoice,
    invoicedOn: typed(item.invoicedOn),
    ...Object.fromEntries(sums.map((key) => [key, item[key] === null ? null : item[key] / 100])),
    funding: t(`equipment:fundings.${item.funding}`),
    procurement: item.procurement,
    serial: item.serial,
    warrantyTo: typed(item.warrantyTo),
    durableUntil: typed(item.durableUntil),
    note: say(item.note),
  }
}

function columnsIn(locale: Locale): WorksheetColumn[] {
  const { t } = translations[locale]
  const text = (key: string, head: string, width: number): WorksheetColumn => ({ key, head, kind: 'text', width })
  const field = (key: Parameters<typeof t>[0] & `equipment:form.${string}.label`, width: number) =>
    text(key.split('.')[1] ?? '', t(key), width)
  const euros = (key: (typeof sums)[number]): WorksheetColumn => ({
    ...{ key, kind: 'euros', width: 14 },
    head: `${t(`equipment:form.${key}.label`)}, €`,
  })
  return [
    text('number', t('equipment:number'), 14),
    field('equipment:form.name.label', 36),
    field('equipment:form.category.label', 20),
    text('state', t('equipment:state'), 18),
    text('since', t('equipment:since'), 12),
    text('owner', t('equipment:owner'), 24),
    text('parish', t('equipment:filters.parish'), 18),
    text('initiative', t('equipment:step_form.initiative.label'), 30),
    field('equipment:form.supplier.label', 24),
    field('equipment:form.invoice.label', 16),
    field('equipment:form.invoicedOn.label', 12),
    ...sums.map(euros),
    field('equipment:form.funding.label', 24),
    field('equipment:form.procurement.label', 16),
    field('equipment:form.serial.label', 18),
    field('equipment:form.warrantyTo.label', 12),
    field('equipment:form.durableUntil.label', 12),
    field('equipment:form.note.label', 40),
  ]
}
