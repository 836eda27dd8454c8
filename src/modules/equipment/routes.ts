import { readFiles, type ShownFile } from '#platform/files/file-field.ts'
import { readRowCursor, type ListPage } from '#platform/values/cursor.ts'
import { today } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, NotFound } from '#platform/web/errors.ts'
import { withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { createItems } from './items/commands.ts'
import { inspectionRoutes } from './inspections/routes.ts'
import { newItem, readNewItems, i18nScope } from './items/form.ts'
import { itemFileRoutes } from './item-pages/file-routes.ts'
import { itemRoutes } from './item-pages/routes.ts'
import { itemCategories, labelOf, itemStates } from './items/item.ts'
import {
  itemFilterOf,
  listItemsPage,
  listItemParishes,
  sumItems,
  type ItemFilter,
  type ListedItem,
  type StateSum,
} from './items/list-queries.ts'
import { labelRoutes } from './item-pages/label-routes.ts'
import { materialRoutes } from './materials/routes.ts'
import { may } from './items/policy.ts'
import { listOwnTerritories, type TerritoryChoice } from './items/queries.ts'
import { inventorySpreadsheetRoutes } from './item-pages/spreadsheet-routes.ts'
import { itemStatusRoutes } from './item-pages/status-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/items/list': {
      items: ListedItem[]
      sums: StateSum[]
      filter: ItemFilter
      choices: { states: readonly string[]; categories: readonly string[]; parishes: TerritoryChoice[] }
      pages: Pick<ListPage<unknown>, 'before' | 'after'>
      own: TerritoryChoice[]
      mayOpenMaterials: boolean
    }
    'modules/equipment/items/new': { form: Form; documents: ShownFile[]; writing: Locale; own: TerritoryChoice[] }
  }
}

const documents = { name: 'documents' }

/** What partners buy for their communities: the inventory, each thing's page, its labels and inspections, and materials. */
export function equipmentRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  const openFor = (viewer: Viewer) => {
    if (!may.open(viewer)) throw new NotFound()
  }

  get(paths.equipment.list, signedIn, async ({ res, viewer, query, locale }) => {
    openFor(viewer)
    const filter = itemFilterOf(query)
    const cursor = readRowCursor(query)
    const { rows: items, ...pages } = await listItemsPage(db, viewer, filter, cursor)
    if (cursor && items.length === 0) return res.redirect(303, `/${locale}${paths.equipment.list()}`)
    render(res, 'modules/equipment/items/list', {
      items,
      sums: await sumItems(db, viewer, filter),
      filter,
      choices: { states: itemStates, categories: itemCategories, parishes: await listItemParishes(db, viewer) },
      pages,
      own: await listOwnTerritories(db, viewer),
      mayOpenMaterials: may.openMaterials(viewer),
    })
  })

  const ownOf = async ({ viewer }: RouteContext<never, Viewer>) => {
    openFor(viewer)
    const own = await listOwnTerritories(db, viewer)
    orForbidden(own.length > 0)
    return own
  }

  get(paths.equipment.add, signedIn, async (context) => {
    const own = await ownOf(context)
    const form = newItem(own[0]?.slug ?? '')
    render(context.res, 'modules/equipment/items/new', { form, documents: [], writing: contentLocale(context), own })
  })

  post(paths.equipment.add, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const own = await ownOf(context)
    const writing = contentLocale(context)
    const reading = readNewItems(locale, writing, body)
    const documentFiles = await readFiles(db, viewer, body, documents, [], writing)
    const territory = own.find(({ slug }) => slug === body['territory'])
    const problems = {
      ...(reading.ok ? {} : reading.form.problems),
      ...documentFiles.problems,
      ...(!territory && { territory: { key: 'choose', params: {} } }),
    }
    if (!reading.ok || !territory || Object.keys(problems).length > 0) {
      const form = withProblems(i18nScope, body, problems)
      return render(res, 'modules/equipment/items/new', { form, documents: documentFiles.shown, writing, own }, 422)
    }
    const { count, state } = reading.entry
    const entry = { territoryId: territory.id, state, since: today(now) }
    await saveNew(db, context, {
      make: async (tx) => {
        const [first] = await createItems(tx, entry, reading.input, count, documentFiles.added)
        return count === 1 && first
          ? paths.equipment.item(labelOf({ territory: territory.slug, number: first.number }))
          : paths.equipment.list()
      },
    })
  })

  itemRoutes(services, { get, post })
  itemFileRoutes(services, { get, post })
  itemStatusRoutes(services, { get, post })
  materialRoutes(services, { get, post })
  inspectionRoutes(services, { get, post })
  inventorySpreadsheetRoutes(services, { get })
  labelRoutes(services, { get })
  return router
}
