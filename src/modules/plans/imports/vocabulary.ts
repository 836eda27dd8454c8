import { locales, type Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { choiceColumns, columnsIn } from './finance-spreadsheet.ts'
import { plainName, type SpreadsheetVocabulary } from './heads.ts'

// People write their sheets in their own language, whichever they read the page in.
export const vocabulary: SpreadsheetVocabulary = {
  columns: new Map(
    locales.flatMap((locale) =>
      columnsIn(locale).flatMap(
        ({ key, head }) =>
          [
            [plainName(key), key],
            [plainName(head), key],
          ] as const,
      ),
    ),
  ),
  choices: new Map(locales.flatMap((locale) => choicesIn(locale))),
  besides: new Set(locales.map((locale) => translations[locale].t('spreadsheets:codes'))),
}

function choicesIn(locale: Locale): [string, string][] {
  const { t } = translations[locale]
  return choiceColumns.flatMap(([field, group, keys]) =>
    keys.flatMap((key): [string, string][] => [
      [`${field} ${plainName(key)}`, key],
      [`${field} ${plainName(t(`plans:${group}.${key}` as never))}`, key],
    ]),
  )
}
