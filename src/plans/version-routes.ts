import type { Timeline } from '#initiatives/timeline.ts'
import { parseDay, today, type Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { blankForm, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, type RouteContext, type routes } from '#web/routes.ts'
import { planPdfs } from './papers-print.ts'
import { planChangesBetween } from './changes.ts'
import type { PlanVersion } from './plan.ts'
import { timelineOfPlan } from './plan-timeline.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { localiseChanges, type LocalisedChanges } from './reading.ts'
import type { PlanSnapshot } from './snapshot.ts'
import { findVersion, listVersions, versionOn, type VersionInList as Version } from './version-queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/version': {
      version: PlanVersion
      parishSlug: string
      mayWork: boolean
      timeline: Timeline | null
      size: number | null
    }
    'plans/versions': { versions: Version[]; snapshot: PlanSnapshot; since: Form }
    'plans/changes': {
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
  const papers = planPdfs(printer, config)
  const showVersion = async (
    { res, viewer, params, locale }: RouteContext<'parish', Viewer | null>,
    number: number | null,
  ) => {
    const version = orNotFound(await findVersion(db, params.parish, number))
    const mayWork = viewer !== null && may.view(viewer, orNotFound(await findPlan(db, params.parish)))
    const timeline = timelineOfPlan(locale, version.period, version.snapshot, today(now))
    const size = papers.sizeOf(locale, version)
    render(res, 'plans/version', { version, parishSlug: params.parish, mayWork, timeline, size })
  }

  get(paths.plans.inForce, anyone, (context) => showVersion(context, null))

  get(paths.plans.publishedVersions, anyone, async ({ res, params }) => {
    const { snapshot } = orNotFound(await findVersion(db, params.parish, null))
    const versions = await listVersions(db, params.parish)
    render(res, 'plans/versions', { versions, snapshot, since: blankForm('review:since') })
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
    render(res, 'plans/changes', { version, before, versions, changes, since }, status)
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
