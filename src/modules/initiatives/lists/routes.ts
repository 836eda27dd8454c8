import { readCursor, type ListPage } from '#platform/values/cursor.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type routes } from '#platform/web/routes.ts'
import {
  initiativeCategories,
  initiativeStates,
  type InitiativeCategory,
  type InitiativeState,
} from '#modules/initiatives/initiative/initiative.ts'
import { findListContext, initiativesPerPage, listInitiatives, type ListedInitiative } from './queries.ts'
import type { InitiativeFilter } from './visibility-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/lists/list': {
      listed: ListPage<ListedInitiative>
      total: number
      /** The numbers of the pages, where they are few enough to have some. */
      numbers: { current: number; last: number } | null
      territories: { slug: string; names: Multilingual }[]
      choices: { categories: readonly InitiativeCategory[]; states: readonly InitiativeState[] }
      filter: InitiativeFilter
      mayPropose: boolean
    }
  }
}

// What nobody but the project sees stands before these.
const publicStates = initiativeStates.slice(initiativeStates.indexOf('approved'), initiativeStates.indexOf('dropped'))

const slug = /^[a-z0-9-]{1,80}$/

// Pages with numbers are counted from the start, so the last of them must not be far.
const mostNumbered = 10

/** The list of all initiatives that somebody may see, page by page. */
export function listRoutes({ db }: Pick<Services, 'db'>, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  /** The outline of what was asked for; a territory that is none is no filter. */
  const outlineOf = async (viewer: Viewer | null, filter: InitiativeFilter) => {
    const outline = await findListContext(db, viewer, filter)
    const known = filter.territory === undefined || outline.territories.some(({ slug }) => slug === filter.territory)
    if (known) return { ...outline, filter }
    const whole = { ...filter, territory: undefined }
    return { ...(await findListContext(db, viewer, whole)), filter: whole }
  }

  get(paths.initiatives.list, anyone, async ({ res, viewer, query, locale }) => {
    const { territories, counts, filter } = await outlineOf(viewer, filterIn(query))
    const cursor = readCursor(query, 2)
    const current = cursor ? 1 : pageIn(query)
    const last = Math.max(1, Math.ceil(counts.total / initiativesPerPage))
    // An address may name a page that is no more, or that had a number when the list was short.
    if (current > Math.min(last, mostNumbered)) return res.redirect(303, listAddress(locale, filter))
    const offset = (current - 1) * initiativesPerPage
    const listed = await listInitiatives(db, viewer, { locale, filter, counts, cursor, offset })
    if (cursor && listed.rows.length === 0) return res.redirect(303, listAddress(locale, filter))
    render(res, 'modules/initiatives/lists/list', {
      listed,
      total: counts.total,
      numbers: last > mostNumbered || cursor ? null : { current, last },
      territories,
      choices: { categories: initiativeCategories, states: viewer ? initiativeStates : publicStates },
      filter,
      mayPropose: viewer?.roles.some(({ role }) => role === 'member') ?? false,
    })
  })
}

const filterIn = (query: Record<string, string>): InitiativeFilter => ({
  territory: slug.test(query['territory'] ?? '') ? query['territory'] : undefined,
  category: initiativeCategories.find((each) => each === query['category']),
  state: initiativeStates.find((each) => each === query['state']),
})

const pageIn = (query: Record<string, string>): number => Math.max(1, Math.trunc(Number(query['page'])) || 1)

function listAddress(locale: string, filter: InitiativeFilter): string {
  const chosen = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const query = new URLSearchParams(chosen).toString()
  return `/${locale}${paths.initiatives.list()}${query && `?${query}`}`
}
