import { readCursor, type ListPage } from '#lib/cursor.ts'
import { paths } from '#paths/paths.ts'
import type { CountedTerritory } from '#places/queries.ts'
import type { Services } from '#services/services.ts'
import { render } from '#web/render.ts'
import { anyone, type routes } from '#web/routes.ts'
import { wholeMap, type Drawn } from './drawn.ts'
import { findParishes, listParishesOf, listParishesTyped, type ParishInList } from './list-queries.ts'
import { mappedParishes } from './map.ts'
import { byTerritory, type Territory } from './parish.ts'

declare module '#web/render.ts' {
  interface Views {
    'parishes/list': { territories: Territory<ParishInList>[]; drawn: Drawn }
    'parishes/find': {
      territories: CountedTerritory[]
      territory: CountedTerritory | null
      typed: string
      listed: ListPage<ParishInList> | null
      drawn: Drawn
    }
  }
}

/** The list of the parishes: all of them, or where those are too many, a page of a territory or what fits a name. */
export function parishListRoutes({ db }: Pick<Services, 'db'>, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.parishes.list, anyone, async ({ res, query, locale }) => {
    const { territories, parishes, areAll } = await findParishes(db, mappedParishes)
    const drawn = wholeMap(parishes, locale)
    if (areAll) return render(res, 'parishes/list', { territories: byTerritory(parishes, locale), drawn })
    const typed = query['name']?.trim() ?? ''
    const territory = territories.find(({ slug }) => slug === query['territory']) ?? null
    render(res, 'parishes/find', {
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
