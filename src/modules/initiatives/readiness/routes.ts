import { transact } from '#platform/db/transact.ts'
import { hasRole } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { setRequirements } from './commands.ts'
import { listItems } from './queries.ts'
import { readinessCodes, type ReadinessCode, type ReadinessItem } from './readiness.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/readiness/readiness': { items: ReadinessItem[]; mayEdit: boolean }
  }
}

/** The list of what is looked at before a launch: the lead partner says what of it is required. */
export function readinessRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get(paths.initiatives.readiness, only('lead', 'partner', 'mentor', 'auditor'), async ({ res, viewer }) => {
    render(res, 'modules/initiatives/readiness/readiness', {
      items: await listItems(db),
      mayEdit: hasRole(viewer, 'lead'),
    })
  })

  post(paths.initiatives.readiness, only('lead'), async ({ res, viewer, body, locale }) => {
    const [seen, wanted] = [chosen(body, 'seen'), chosen(body, 'required')]
    if (seen.join() !== wanted.join()) await transact(db, viewer, (tx) => setRequirements(tx, seen, wanted))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.readiness()}`)
  })
}

const chosen = (body: Body, name: string): ReadinessCode[] => {
  const typed = [body[name] ?? []].flat()
  return readinessCodes.filter((code) => typed.includes(code))
}
