import { transact, type AuditedTransaction } from '#db/act.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { blank, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { Asked, routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { writingIn } from '#web/writing.ts'
import { cancel, hold, publish } from './commands.ts'
import { reasonForm } from './forms.ts'
import { staff } from './staff-routes.ts'
import { missingOf, type Visit, type VisitInFull } from './visit.ts'

declare module '#web/render.ts' {
  interface Views {
    'visits/cancellation': { visit: Visit; form: Form; writing: Locale }
  }
}

type OfVisit = Asked<'visit', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  /** The visit, if the viewer may change it. */
  mine: (asked: OfVisit) => Promise<VisitInFull>
  overview: (asked: OfVisit, visit: VisitInFull, refused: boolean) => void
}

/** The steps of a visit, each an address of its own: published, held, called off. */
export function stepRoutes({ db }: Services, { get, post, mine, overview }: Pages) {
  const back = ({ res, locale }: OfVisit, { slug }: Visit) => {
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${paths.visits.overview(slug)}`)
  }

  const step = (
    path: 'publication' | 'holding',
    from: Visit['state'],
    take: (tx: AuditedTransaction, visit: Visit) => Promise<void>,
  ) => {
    post(paths.visits[path], staff, async (asked) => {
      const visit = await mine(asked)
      if (visit.state === 'planned' && missingOf(visit).length > 0) return overview(asked, visit, true)
      // Pressed twice, or by two people: it is so already.
      if (visit.state === from) await transact(db, asked.viewer, (tx) => take(tx, visit))
      back(asked, visit)
    })
  }

  step('publication', 'planned', publish)
  step('holding', 'published', hold)

  get(paths.visits.cancellation, staff, async (asked) => {
    const form = blank('visits:cancellation')
    render(asked.res, 'visits/cancellation', { visit: await mine(asked), form, writing: writingIn(asked) })
  })

  post(paths.visits.cancellation, staff, async (asked) => {
    const visit = await mine(asked)
    const writing = writingIn(asked)
    const reading = read('visits:cancellation', reasonForm[asked.locale], asked.body)
    if (!reading.ok) return render(asked.res, 'visits/cancellation', { visit, form: reading.form, writing }, 422)
    const reason = { source: writing, [writing]: reading.input.reason }
    await transact(db, asked.viewer, (tx) => cancel(tx, visit, reason))
    back(asked, visit)
  })
}
