import { transact } from '#db/act.ts'
import { hasRole } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import type { Body } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, type routes } from '#web/routes.ts'
import { flash } from '#web/site.ts'
import { setRequirements } from './readiness-commands.ts'
import { listItems } from './readiness-queries.ts'
import { readinessCodes, type ReadinessCode, type ReadinessItem } from './readiness.ts'

declare module '#web/render.ts' {
  interface Views {
    'initiatives/readiness': { items: ReadinessItem[]; mayEdit: boolean }
  }
}

/** The list of what is looked at before a launch: the lead partner says what of it is required. */
export function readinessRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get(paths.initiatives.readiness, only('lead', 'partner', 'mentor', 'auditor'), async ({ res, viewer }) => {
    render(res, 'initiatives/readiness', { items: await listItems(db), mayEdit: hasRole(viewer, 'lead') })
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
