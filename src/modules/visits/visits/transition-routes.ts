import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { may } from './policy.ts'
import { cancelVisit, markHeld, publishVisit } from './commands.ts'
import { reasonForm } from './schema.ts'
import { visitStaff } from './staff-guard.ts'
import { missingInVisit, type Visit, type VisitInFull } from './visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/visits/cancellation': { visit: Visit; form: Form; writing: Locale }
  }
}

type OfVisit = RouteContext<'visit', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  /** The visit, if the viewer may change it. */
  mine: (context: OfVisit) => Promise<VisitInFull>
  overview: (context: OfVisit, visit: VisitInFull, refused: boolean) => void
}

/** The steps of a visit, each an address of its own: published, held, called off. */
export function visitTransitionRoutes({ db }: Services, { get, post, mine, overview }: Pages) {
  const back = ({ res, locale }: OfVisit, { slug }: Visit) => {
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.visits.overview(slug)}`)
  }

  const step = (
    path: 'publication' | 'held',
    from: Visit['state'],
    take: (tx: AuditedTransaction, visit: Visit) => Promise<void>,
  ) => {
    post(paths.visits[path], visitStaff, async (context) => {
      const visit = await mine(context)
      if (visit.state === 'planned' && missingInVisit(visit).length > 0) return overview(context, visit, true)
      // Pressed twice, or by two people: it is so already.
      if (visit.state === from) await transact(db, context.viewer, (tx) => take(tx, visit))
      back(context, await mine(context))
    })
  }

  step('publication', 'planned', publishVisit)
  step('held', 'published', markHeld)

  const cancellable = async (context: OfVisit) => {
    const visit = await mine(context)
    orForbidden(may.cancel(context.viewer, visit))
    return visit
  }

  get(paths.visits.cancellation, visitStaff, async (context) => {
    const form = blankForm('visits:cancellation')
    render(context.res, 'modules/visits/visits/cancellation', {
      visit: await cancellable(context),
      form,
      writing: contentLocale(context),
    })
  })

  post(paths.visits.cancellation, visitStaff, async (context) => {
    const visit = await cancellable(context)
    const writing = contentLocale(context)
    const reading = readForm('visits:cancellation', reasonForm[context.locale], context.body)
    if (!reading.ok)
      return render(context.res, 'modules/visits/visits/cancellation', { visit, form: reading.form, writing }, 422)
    const reason = { source: writing, [writing]: reading.input.reason }
    await transact(db, context.viewer, (tx) => cancelVisit(tx, visit, reason))
    back(context, visit)
  })
}
