import type { Db } from '#platform/db/connection.ts'
import { readCursor, type ListPage } from '#platform/values/cursor.ts'
import { hasRole } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import { listBegunPlans } from '#modules/plans/plan/queries.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { listTexts } from './queries.ts'
import {
  pagesToTranslate,
  textsIn,
  translationProgress,
  type TranslatedPage,
  type TranslationProgress,
} from './translation.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/translations/list': {
      plans: { plan: Plan; translated: TranslationProgress }[]
      pages: Pick<ListPage<Plan>, 'before' | 'after'>
    }
    'modules/plans/translations/of-plan': TranslationProgress & { plan: Plan; pages: TranslatedPage[] }
  }
}

/** What of which plan waits to be translated, into which language. */
export function translationListRoutes(db: Db, get: ReturnType<typeof routes>['get']) {
  get(paths.translations, signedIn, async ({ res, viewer, query, locale }) => {
    orForbidden(hasRole(viewer, 'partner', 'lead', 'mentor', 'auditor'))
    const { rows: begun, ...pages } = await listBegunPlans(db, viewer, locale, readCursor(query, 2))
    const ids = begun.map(({ parishId }) => parishId)
    const texts = Map.groupBy(await listTexts(db, ids), ({ parishId }) => parishId)
    const plans = begun.map((plan) => ({ plan, translated: translationProgress(texts.get(plan.parishId) ?? []) }))
    render(res, 'modules/plans/translations/list', { plans, pages })
  })

  get(paths.plans.translation, signedIn, async ({ res, viewer, params }) => {
    const plan = await planFor(db, params.parish, viewer)
    const content = await findContent(db, plan.parishId)
    const page = { plan, pages: pagesToTranslate(content), ...translationProgress(textsIn(content)) }
    render(res, 'modules/plans/translations/of-plan', page)
  })
}
