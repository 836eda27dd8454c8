import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes } from '#platform/web/routes.ts'
import { listEntries, type AuditEntry } from './queries.ts'

const perPage = 50

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/audit/index': object
    'modules/audit/log': {
      entries: AuditEntry[]
      kinds: readonly string[]
      event: string
      older: number | null
      newest: boolean
    }
  }
}

export function auditRoutes({ db, modules }: Services) {
  const kinds = modules.flatMap(({ auditKinds }) => auditKinds)
  const { router, get } = routes()

  get(paths.people.admin, only('administrator', 'lead', 'auditor'), ({ res }) => {
    render(res, 'modules/audit/index', {})
  })

  get(paths.audit.log, only('administrator', 'lead', 'auditor'), async ({ res, query }) => {
    const event = /^[a-z_.]{1,60}$/.exec(query['event'] ?? '')?.[0] ?? ''
    const before = /^\d{1,15}$/.test(query['before'] ?? '') ? Number(query['before']) : null
    const entries = await listEntries(db, { before, event }, perPage)
    const shown = entries.slice(0, perPage)
    const older = entries.length > perPage ? (shown.at(-1)?.id ?? null) : null
    render(res, 'modules/audit/log', { entries: shown, kinds, event, older, newest: before === null })
  })

  return router
}
