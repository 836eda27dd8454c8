import type { Day } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes } from '#platform/web/routes.ts'
import { activitiesOf, countOthers, registerOf, type Activity } from './register.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/register/records': {
      activities: Activity[]
      personal: number
      others: number
      retentionUntil: Day | null
    }
  }
}

/** The records of processing activities, to be printed. */
export function recordsRoutes({ modules, config }: Services) {
  const { router, get } = routes()
  const register = registerOf(modules)

  get(paths.privacy.records, only('administrator', 'lead', 'auditor'), ({ res }) => {
    render(res, 'modules/privacy/register/records', {
      activities: activitiesOf(register),
      personal: register.length,
      others: countOthers(modules),
      retentionUntil: config.retentionUntil,
    })
  })

  return router
}
