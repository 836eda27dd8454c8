import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, signedIn, type routes } from '#platform/web/routes.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import { itemLabels } from './label-document.ts'
import { isInspectable } from '#modules/equipment/inspections/inspection.ts'
import { itemFilterOf, listItems } from '#modules/equipment/items/list-queries.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { findItemByLabel, findProjectCode, type ItemWithFiles } from '#modules/equipment/items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/item-pages/label': {
      item: ItemWithFiles
      label: string
      may: { view: boolean; inspect: boolean }
    }
  }
}

/** Ten sheets at a time. */
const mostLabels = 240

/** Labels to stick on things, and what anybody finds who reads one. */
export function labelRoutes(
  { db, now, printer, config: { origin } }: Services,
  { get }: Pick<ReturnType<typeof routes>, 'get'>,
) {
  const allow = perMinute(30)

  get(paths.equipment.labels, signedIn, async ({ req, res, viewer, query, locale }) => {
    if (!may.open(viewer)) throw new NotFound()
    await allow(viewer.id)
    const chosen = new Set([req.query['item'] ?? []].flat().map(String))
    const filter = chosen.size > 0 ? { labels: [...chosen] } : itemFilterOf(query)
    const items = await listItems(db, viewer, filter, mostLabels)
    if (items.length === 0) throw new NotFound()
    const labels = itemLabels(locale, items, { origin, code: await findProjectCode(db), at: now() })
    const { pdf } = await printer.print('label-sheet', labels)
    res.setHeader('Content-Disposition', `inline; filename="labels-${locale}.pdf"`)
    res.type('pdf').send(pdf)
  })

  get(paths.equipment.label, anyone, async ({ res, viewer, params }) => {
    const item = orNotFound(await findItemByLabel(db, params.label))
    const [view, inspect] = [may.view(viewer, item), may.inspect(viewer, item) && isInspectable(item)]
    if (!view && !may.seeInPublic(item)) throw new NotFound()
    render(res, 'modules/equipment/item-pages/label', {
      item,
      label: labelOf(item),
      may: { view, inspect: view && inspect },
    })
  })
}
