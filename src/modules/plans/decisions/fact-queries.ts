import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { NeedWithoutResponse } from '#modules/needs/needs/queries.ts'
import { financeTotals, type FinanceTotals } from '#modules/plans/plan/finance.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { listReviewNotes } from '#modules/plans/plan/review-queries.ts'
import { findOverview } from '#modules/plans/plan/section-queries.ts'
import {
  versionSlug,
  type ArchivedVersion,
  type ReviewNote,
  type VersionInArchive,
} from '#modules/plans/plan/submission.ts'
import { textsIn, translationProgress, type TranslationProgress } from '#modules/plans/translations/translation.ts'
import { listArchivedVersions } from '#modules/plans/versions/queries.ts'

/** What whoever decides on a submission needs to know besides what it says. */
export interface DecisionFacts {
  totals: FinanceTotals
  /** Needs of the parish that must be answered, and that nothing answers. */
  unanswered: NeedWithoutResponse[]
  openComments: number
  untranslated: TranslationProgress['waiting']
  /** The submission before this one, where that was returned: what was to be mended, and where to read what has changed since. */
  returned: { version: VersionInArchive; address: string; notes: ReviewNote[] } | null
}

/** The facts about the submission of a plan that waits for a decision. */
export async function findFacts(
  db: Db,
  plan: Plan,
  waiting: Pick<ArchivedVersion, 'id'> | null,
  today: Day,
): Promise<DecisionFacts> {
  const { content, unanswered, comments } = await findOverview(db, plan, today)
  const versions = await listArchivedVersions(db, plan.id)
  const before = versions.find(({ id }) => id !== waiting?.id)
  return {
    totals: financeTotals(content.lines),
    unanswered: unanswered.filter(({ priority }) => priority === 'must'),
    openComments: comments.filter(({ resolvedAt, withdrawnAt }) => !resolvedAt && !withdrawnAt).length,
    untranslated: translationProgress(textsIn(content)).waiting,
    returned:
      before?.outcome === 'returned'
        ? { version: before, address: versionSlug(before), notes: await listReviewNotes(db, before.id) }
        : null,
  }
}
