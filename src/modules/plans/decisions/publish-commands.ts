import type { Moment } from '#platform/db/clock.ts'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Transaction } from '#platform/db/connection.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import type { StoredSubmission } from '#modules/plans/versions/submission-commands.ts'

/** Makes what was submitted the next version of a plan, and its initiatives the published ones of the parish. */
export async function replaceVersionInForce(
  { db, personId }: AuditedTransaction,
  plan: Plan,
  submission: StoredSubmission,
  at: Moment,
) {
  const [version] = (await db('planVersions')
    .insert({
      planId: plan.id,
      number: db.raw('(select coalesce(max(number), 0) + 1 from plan_versions where plan_id = ?)', [plan.id]),
      snapshot: db.raw('(select snapshot from plan_submissions where id = ?)', [submission.id]),
      sha256: submission.sha256,
      submissionId: submission.id,
      submittedBy: submission.submittedBy,
      submittedAt: submission.submittedAt,
      approvedBy: personId,
      approvedAt: at,
    })
    .returning(['id', 'number'])) as [{ id: string; number: number }]
  await publish(db, plan, version.id)
  return version
}

const publish = async (trx: Transaction, { parishId }: Plan, versionId: string) => {
  const own = trx('initiatives').where({ parishId }).select('id')
  await trx('publishedInitiatives').whereIn('initiativeId', own).delete()
  await trx.raw(
    `insert into published_initiatives (initiative_id, plan_version_id, category, content)
     select initiatives.id, plan_versions.id, each ->> 'category', each
     from plan_versions
       cross join jsonb_array_elements(snapshot -> 'initiatives') each
       join initiatives on initiatives.slug = each ->> 'slug'
     where plan_versions.id = ? and initiatives.parish_id = ?`,
    [versionId, parishId],
  )
}
