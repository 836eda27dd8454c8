import { parseDay } from '#platform/forms/typed-time.ts'
import type { Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { only, routes } from '#platform/web/routes.ts'
import { sendWorkbook } from '#platform/web/send-spreadsheet.ts'
import {
  findSubject,
  listReaders,
  listReadPlaces,
  listReads,
  type DataReadEntry,
  type Reader,
  type ReadFilter,
  type ReadPlace,
} from './queries.ts'
import { readsWorkbook } from './spreadsheet.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/reads/list': {
      reads: DataReadEntry[]
      filter: ReadFilter
      readers: Reader[]
      places: ReadPlace[]
      about: Reader | null
      older: number | null
    }
  }
}

const perPage = 50
const mostInFile = 10_000
const guard = only('administrator', 'auditor')

const dayOf = (text: string | undefined): Day | null => parseDay(text ?? '')
const idOf = (text = ''): string | null => (isUuid(text) ? text : null)

const filterOf = (query: Record<string, string>): ReadFilter => ({
  person: idOf(query['person']),
  about: idOf(query['about']),
  place: idOf(query['place']),
  from: dayOf(query['from']),
  to: dayOf(query['to']),
  before: /^\d{1,15}$/.test(query['before'] ?? '') ? Number(query['before']) : null,
})

/** Who viewed personal data, for the administrator and the auditor. */
export function readsRoutes({ db }: Services) {
  const { router, get } = routes()
  const allow = perMinute(10)

  get(paths.privacy.reads, guard, async ({ res, query }) => {
    const filter = filterOf(query)
    const reads = await listReads(db, filter, perPage + 1)
    const shown = reads.slice(0, perPage)
    render(res, 'modules/privacy/reads/list', {
      reads: shown,
      filter,
      readers: await listReaders(db),
      places: await listReadPlaces(db),
      about: filter.about === null ? null : ((await findSubject(db, filter.about)) ?? null),
      older: reads.length > perPage ? (shown.at(-1)?.id ?? null) : null,
    })
  })

  get(paths.privacy.readsCsv, guard, async ({ res, viewer, locale, query }) => {
    await allow(viewer.id)
    const reads = await listReads(db, { ...filterOf(query), before: null }, mostInFile)
    await sendWorkbook(res, locale, readsWorkbook(locale, reads), 'views-of-personal-data', 'csv')
  })

  return router
}
