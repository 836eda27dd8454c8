import type { Viewer } from '#platform/values/viewer.ts'
import type { Methodology } from '#modules/methodology/editions/methodology.ts'
import { findMethodology, findPublished } from '#modules/methodology/editions/queries.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type routes } from '#platform/web/routes.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { profileView, type ProfileView } from './profile-chart.ts'
import { isRound, type Assessment, type Round } from '#modules/assessments/assessment/assessment.ts'
import { may, readableVisibilities } from '#modules/assessments/assessment/policy.ts'
import { listPublishedRounds, type PublishedRound } from './public-queries.ts'
import { findAssessment } from '#modules/assessments/assessment/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/profile/show': ShownPage
    'modules/assessments/profile/blank': { parish: Assessment; methodology: Methodology }
  }
}

interface ShownPage {
  parish: Assessment
  rounds: PublishedRound[]
  shown: PublishedRound
  drawn: ProfileView | null
  mayWork: boolean
  /** Whether the numbers count questions that are not public. */
  fuller: boolean
}

/** What everybody may read: approved rounds as far as they are theirs to read, and the form to fill in by hand. */
export function publicAssessmentRoutes({ db }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  async function published(slug: string, viewer: Viewer | null, round: Round | null, locale: Locale) {
    const parish = orNotFound(await findAssessment(db, slug, round ?? 'baseline'))
    const rounds = await listPublishedRounds(db, viewer, parish)
    const shown = orNotFound(
      round === null ? rounds.at(-1) : rounds.find(({ assessment }) => assessment.round === round),
    )
    const drawn = profileView(
      rounds.map(({ profile }) => profile),
      locale,
    )
    return {
      parish,
      rounds,
      shown,
      drawn,
      mayWork: may.view(viewer, parish),
      fuller: readableVisibilities(viewer, parish).length > 1,
    }
  }

  get(paths.assessments.published, anyone, async ({ res, viewer, params, locale }) => {
    render(res, 'modules/assessments/profile/show', await published(params.parish, viewer, null, locale))
  })

  get(paths.assessments.publishedRound, anyone, async ({ res, viewer, params, locale }) => {
    const round = orNotFound(isRound(params.round) ? params.round : null)
    render(res, 'modules/assessments/profile/show', await published(params.parish, viewer, round, locale))
  })

  get(paths.assessments.blankForm, anyone, async ({ res, params }) => {
    const round = orNotFound(isRound(params.round) ? params.round : null)
    const parish = orNotFound(await findAssessment(db, params.parish, round))
    const begun = parish.state !== 'none'
    const methodology = orNotFound(
      begun ? await findMethodology(db, parish.methodologyVersionId) : await findPublished(db),
    )
    render(res, 'modules/assessments/profile/blank', { parish, methodology })
  })
}
