import type { Db } from '#platform/db/connection.ts'
import { readForm } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { listProofs } from '#modules/equipment/handovers/proof-queries.ts'
import { asksForWhom } from '#modules/equipment/handovers/signing.ts'
import { proofWithdrawalForm } from '#modules/equipment/handovers/schema.ts'
import { loadHandover, showHandover, withdrawalScope, type HandoverContext } from './handover-page.ts'
import { confirmProof, withdrawProof } from './proof-commands.ts'

/** What is said of a file that was sent: a second person confirms a scan, and a wrong file is taken back. */
export function handoverReviewRoutes({ db, now }: Services, { post }: Pick<ReturnType<typeof routes>, 'post'>) {
  // Somebody was quicker, or the form was sent twice: the page tells how the file stands now.
  const quicker = (context: HandoverContext) => ({
    quicker: /^handover_proof_reviews_/,
    conflict: async () => showHandover(db, context, await loadHandover(db, context), { refused: 'stale' }, 409),
  })

  post(paths.equipment.confirmHandoverProof, signedIn, async (context) => {
    const { handover, proof } = await loadProof(db, context)
    if (proof.confirmedAt) return backTo(context, handover.id)
    orForbidden(mayOfHandover.confirmProof(context.viewer, handover, proof))
    await save(db, context, {
      change: (tx) => confirmProof(tx, handover, proof.id, now()),
      to: proofsOf(handover.id),
      ...quicker(context),
    })
  })

  post(paths.equipment.withdrawHandoverProof, signedIn, async (context) => {
    const { viewer, locale, body } = context
    const { handover, proof } = await loadProof(db, context)
    if (proof.withdrawnAt) return backTo(context, handover.id)
    orForbidden(mayOfHandover.withdrawProof(viewer, handover, proof))
    const reading = readForm(withdrawalScope, proofWithdrawalForm[locale], body)
    if (!reading.ok)
      return showHandover(db, context, handover, { taking: { proof: proof.id, form: reading.form } }, 422)
    const reason = { source: locale, [locale]: reading.input.because }
    await save(db, context, {
      change: (tx) => withdrawProof(tx, handover, { proofId: proof.id, reason, at: now() }),
      to: proofsOf(handover.id),
      ...quicker(context),
    })
  })
}

// The form was sent twice: it is done.
const backTo = ({ res, locale }: HandoverContext, id: string) => {
  res.redirect(303, `/${locale}${proofsOf(id)}`)
}

const proofsOf = (id: string) => `${paths.equipment.handover(id)}#proofs`

async function loadProof(db: Db, context: HandoverContext & { params: { proof: string } }) {
  const handover = await loadHandover(db, context)
  orNotFound(mayOfHandover.readNames(context.viewer, handover) || null)
  const proofs = await listProofs(db, handover.id)
  const proof = orNotFound(proofs.find(({ id }) => id === context.params.proof))
  return { handover, proof: { ...proof, asksForWhom: asksForWhom(proof, handover) } }
}
