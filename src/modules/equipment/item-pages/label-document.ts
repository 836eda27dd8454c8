import { renderSVG } from 'uqr'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Labels } from '#platform/pdf/label-sheet.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import { publicityIn, documentLanguage } from '#platform/pdf/labels.ts'
import { paths } from '#platform/paths/paths.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import type { PlacedItem } from '#modules/equipment/items/queries.ts'

/** Where a label leads: an address without a language, the same for as long as the label sticks. */
const addressOf = (origin: string, item: Pick<PlacedItem, 'territory' | 'number'>): string =>
  `${origin}${paths.equipment.label(labelOf(item))}`

/** Labels for some things, in the order given. */
export function itemLabels(
  locale: Locale,
  items: readonly PlacedItem[],
  { origin, code, at }: { origin: string; code: string; at: Date },
): Labels {
  const { t, say, plain } = documentLanguage(locale)
  return {
    ...letterhead(locale, t('equipment:labels.title'), publicityIn(t), { at }),
    draft: null,
    project: `${t('name')} · ${code}`,
    labels: items.map((item) => {
      const address = addressOf(origin, item)
      return {
        number: labelOf(item).toUpperCase(),
        name: say(item.name),
        owner: plain(item.partnerNames),
        emblem: item.funding === 'project',
        address,
        qr: renderSVG(address, { ecc: 'M', border: 2 }),
        alt: `${t('equipment:labels.qr')}: ${address}`,
      }
    }),
  }
}
