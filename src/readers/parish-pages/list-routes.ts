import { readCursor, type ListPage } from '#platform/values/cursor.ts'
import { paths } from '#platform/paths/paths.ts'
import type { CountedTerritory } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type routes } from '#platform/web/routes.ts'
import { mapOfAll, type MapView } from '#modules/places/map/drawn-map.ts'
import { findParishes, listParishesOf, listParishesTyped, type ParishInList } from '#modules/places/lists/queries.ts'
import { mappedParishes } from '#modules/places/map/map.ts'
import { byTerritory, type Territory } from '#modules/places/parishes/parish.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'readers/parish-pages/list': { territories: Territory<ParishInList>[]; drawn: MapView }
    'readers/parish-pages/find': {
      territories: CountedTerritory[]
      territory: CountedTerritory | null
      typed: string
      listed: ListPage<ParishInList> | null
      drawn: MapView
    }
  }
}

/** The list of the parishes: all of them, or where those are too many, a page of a territory or what fits a name. */
export function parishListRoutes({ db }: Pick<Services, 'db'>, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.parishes.list, anyone, async ({ res, query, locale }) => {
    const { territories, parishes, areAll } = await findParishes(db, mappedParishes)
    const drawn = mapOfAll(parishes, locale)
    if (areAll) return render(res, 'readers/parish-pages/list', { territories: byTerritory(parishes, locale), drawn })
    const typed = query['name']?.trim() ?? ''
    const territory = territories.find(({ slug }) => slug === query['territory']) ?? null
    render(res, 'readers/parish-pages/find', {
      territories,
      territory,
      typed,
      listed: await pageOf(typed, territory),
      drawn,
    })

    async function pageOf(name: string, of: CountedTerritory | null): Promise<ListPage<ParishInList> | null> {
      if (name !== '') return { rows: await listParishesTyped(db, locale, name), before: null, after: null }
      return of && listParishesOf(db, of.id, locale, readCursor(query, 2))
    }
  })
}
