import type { Timeline } from '#modules/initiatives/initiative/timeline.ts'
import { today, type Day } from '#platform/values/day.ts'
import { parseDay } from '#platform/forms/typed-time.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type RouteContext, type routes } from '#platform/web/routes.ts'
import { planPdfs } from '#modules/plans/documents/pdf.ts'
import { planChangesBetween } from './changes.ts'
import type { PlanVersion } from '#modules/plans/plan/plan.ts'
import { timelineOfPlan } from '#modules/plans/plan/timeline.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { localiseChanges, type LocalisedChanges } from './localised-changes.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { findVersion, listVersions, versionOn, type VersionInList as Version } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/versions/version': {
      version: PlanVersion
      parishSlug: string
      mayWork: boolean
      timeline: Timeline | null
      size: number | null
    }
    'modules/plans/versions/list': { versions: Version[]; snapshot: PlanSnapshot; since: Form }
    'modules/plans/versions/changes': {
      version: PlanVersion
      before: Version | null
      versions: Version[]
      changes: LocalisedChanges | null
      since: Form
    }
  }
}

const isNumber = (text: string) => /^[1-9]\d{0,5}$/.test(text)
const dayOf = (at: Date): Day => today(() => at)

/** The versions of a plan that were put in force, for everybody, and what changed from one to the next. */
export function versionRoutes({ db, now, printer, config }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const pdfs = planPdfs(printer, config)
  const showVersion = async (
    { res, viewer, params, locale }: RouteContext<'parish', Viewer | null>,
    number: number | null,
  ) => {
    const version = orNotFound(await findVersion(db, params.parish, number))
    const mayWork = viewer !== null && may.view(viewer, orNotFound(await findPlan(db, params.parish)))
    const timeline = timelineOfPlan(locale, version.period, version.snapshot, today(now))
    const size = pdfs.sizeOf(locale, version)
    render(res, 'modules/plans/versions/version', { version, parishSlug: params.parish, mayWork, timeline, size })
  }

  get(paths.plans.inForce, anyone, (context) => showVersion(context, null))

  get(paths.plans.publishedVersions, anyone, async ({ res, params }) => {
    const { snapshot } = orNotFound(await findVersion(db, params.parish, null))
    const versions = await listVersions(db, params.parish)
    render(res, 'modules/plans/versions/list', { versions, snapshot, since: blankForm('review:since') })
  })

  get(paths.plans.publishedVersion, anyone, (context) => {
    if (!isNumber(context.params.number)) throw new NotFound()
    return showVersion(context, Number(context.params.number))
  })

  get(paths.plans.publishedChanges, anyone, async ({ res, params, query, locale }) => {
    if (!isNumber(params.number)) throw new NotFound()
    const version = orNotFound(await findVersion(db, params.parish, Number(params.number)))
    const versions = await listVersions(db, params.parish)
    const { before, since, status } = startOf(version, versions, query['since'])
    const old = before && orNotFound(await findVersion(db, params.parish, before.number))
    const changes = old && localiseChanges(locale, planChangesBetween(old.snapshot, version.snapshot))
    render(res, 'modules/plans/versions/changes', { version, before, versions, changes, since }, status)
  })
}

/** What a version is compared with: the one before it, the one somebody names, or the one in force on a day. */
function startOf(version: Version, versions: readonly Version[], asked: string | undefined) {
  const previous = versions.find(({ number }) => number === version.number - 1) ?? null
  const since = blankForm('review:since', { since: asked ?? '' })
  if (asked === undefined || asked.trim() === '') return { before: previous, since, status: 200 }
  if (isNumber(asked))
    return { before: orNotFound(versions.find(({ number }) => number === Number(asked))), since, status: 200 }
  const day = parseDay(asked)
  if (day) return { before: versionOn(versions, day, dayOf) ?? null, since, status: 200 }
  const wrong = withProblems('review:since', since.values, { since: { key: 'day', params: {} } })
  return { before: previous, since: wrong, status: 422 }
}
