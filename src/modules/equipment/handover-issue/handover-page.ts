import type { Db } from '#platform/db/connection.ts'
import type { ShownFile } from '#platform/files/file-field.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import type { ConditionsSnapshot, BudgetSnapshot } from '#modules/equipment/handovers/snapshot.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { listShownProofs, type ShownProof } from './shown-proof-queries.ts'
import { findHandover, findConditionsOfUse, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import {
  blockersOf,
  isOverBudgetAllowed,
  overBudgetBy,
  remainingBudget,
  type Blocker,
} from '#modules/equipment/handovers/checks.ts'
import type { HandoverView, HandoverLineView } from '#modules/equipment/handovers/handover-view.ts'

export const transitionScope = 'handovers:steps'
export const proofScope = 'handovers:proof.form'
export const withdrawalScope = 'handovers:proof.withdraw'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/handover-issue/show': HandoverPage
  }
}

export type HandoverContext = RouteContext<'handover', Viewer>

export interface HandoverPage {
  handover: HandoverView
  /** Whether the viewer may open the thing's own page, and not only the one under its label. */
  lines: (HandoverLineView & { opens: boolean })[]
  proofs: ShownProof[]
  terms: ConditionsSnapshot | null
  blocks: Blocker[]
  room: (BudgetSnapshot & { over: number; allowed: boolean }) | null
  may: Record<'edit' | 'override' | 'prove' | 'void' | 'receive' | 'follow' | 'readNames', boolean>
  /** Whether the viewer issued it, and so may not make it void. */
  own: boolean
  refused: 'moved' | 'stale' | null
  step: Form
  signed: { form: Form; files: ShownFile[] }
  taking: { proof: string | null; form: Form }
}

/** The handover that is asked for, if the viewer may see it. */
export const loadHandover = async (
  db: Db,
  { viewer, params }: Pick<HandoverContext, 'viewer' | 'params'>,
): Promise<HandoverView> => orNotFound(await findHandover(db, viewer, params.handover))

const termsFor = async (db: Db, { type, basis, toTerritoryId }: HandoverView) =>
  type === 'return' || toTerritoryId !== null ? null : ((await findConditionsOfUse(db, basis)) ?? null)

/** The page of a handover, with whatever of it had to be shown again. */
export async function showHandover(
  db: Db,
  context: HandoverContext,
  handover: HandoverView,
  given: Partial<HandoverPage> = {},
  status = 200,
) {
  const { viewer } = context
  const lines = await listHandoverLines(db, handover.id)
  const isDraft = handover.state === 'draft'
  const room = handover.snapshot ? handover.snapshot.room : remainingBudget(handover, lines)
  render(
    context.res,
    'modules/equipment/handover-issue/show',
    {
      handover,
      lines: lines.map((line) => ({ ...line, opens: may.view(viewer, { ...line, parishId: line.itemParishId }) })),
      proofs: isDraft ? [] : await listShownProofs(db, viewer, handover),
      terms: handover.snapshot ? handover.snapshot.terms : await termsFor(db, handover),
      blocks: isDraft ? blockersOf(handover, lines) : [],
      room: room && { ...room, over: overBudgetBy(room), allowed: isOverBudgetAllowed(handover, room) },
      may: {
        edit: mayOfHandover.edit(viewer, handover),
        override: mayOfHandover.override(viewer, handover),
        prove: mayOfHandover.prove(viewer, handover),
        void: mayOfHandover.void(viewer, handover),
        receive: mayOfHandover.receive(viewer, handover),
        follow: mayOfHandover.follow(viewer, handover),
        readNames: mayOfHandover.readNames(viewer, handover),
      },
      own: handover.issuedBy === viewer.id,
      refused: null,
      step: blankForm(transitionScope),
      signed: { form: blankForm(proofScope), files: [] },
      taking: { proof: null, form: blankForm(withdrawalScope) },
      ...given,
    },
    status,
  )
}
