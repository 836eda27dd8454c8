import type { Services } from '#services/services.ts'
import { render } from '#web/render.ts'
import { only, routes } from '#web/routes.ts'
import { may } from './policy.ts'
import { listEntries, type Entry } from './queries.ts'

/** Kinds of things that events are about: the first word of an event. */
const kinds = [
  'plan',
  'assessment',
  'initiative',
  'advice',
  'step',
  'methodology',
  'resource',
  'need',
  'swot',
  'training',
  'registration',
  'parish',
  'readiness',
  'person',
  'grant',
  'act',
  'file',
  'letter',
] as const
const perPage = 50

declare module '#web/render.ts' {
  interface Views {
    'audit/index': { mayReadPeople: boolean; mayReadLetters: boolean }
    'audit/log': { entries: Entry[]; kinds: readonly string[]; event: string; older: number | null; newest: boolean }
  }
}

export function auditRoutes({ db }: Services) {
  const { router, get } = routes()

  get('/work/admin', only('administrator', 'lead', 'auditor'), ({ res, viewer }) => {
    render(res, 'audit/index', { mayReadPeople: may.readPeople(viewer), mayReadLetters: may.readLetters(viewer) })
  })

  get('/work/admin/audit', only('administrator', 'lead', 'auditor'), async ({ res, query }) => {
    const event = /^[a-z_.]{1,60}$/.exec(query['event'] ?? '')?.[0] ?? ''
    const before = /^\d{1,15}$/.test(query['before'] ?? '') ? Number(query['before']) : null
    const entries = await listEntries(db, { before, event }, perPage)
    const shown = entries.slice(0, perPage)
    const older = entries.length > perPage ? (shown.at(-1)?.id ?? null) : null
    render(res, 'audit/log', { entries: shown, kinds, event, older, newest: before === null })
  })

  return router
}
