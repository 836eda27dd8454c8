import type { Db } from '#db/db.ts'
import type { FileShown } from '#files/field.ts'
import type { Viewer } from '#lib/viewer.ts'
import { found } from '#web/errors.ts'
import { blank, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { Asked } from '#web/routes.ts'
import type { FrozenTerms, PlanRoom } from './act-snapshot.ts'
import { mayAct } from './act-policy.ts'
import { listProofs, type SentProof } from './act-proof-queries.ts'
import { findAct, findTerms, listLines } from './act-queries.ts'
import { blocksOf, isOverridden, overBy, roomOf, type Block } from './act-rules.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'

export const stepWords = 'acts:steps'
export const proofWords = 'acts:proof.form'

declare module '#web/render.ts' {
  interface Views {
    'equipment/acts/show': ActPage
  }
}

export type ActAsked = Asked<'act', Viewer>

export interface ActPage {
  act: SeenAct
  lines: SeenLine[]
  proofs: SentProof[]
  terms: FrozenTerms | null
  blocks: Block[]
  room: (PlanRoom & { over: number; allowed: boolean }) | null
  may: Record<'edit' | 'override' | 'prove' | 'void' | 'receive' | 'follow' | 'readNames', boolean>
  /** Whether the viewer issued it, and so may not make it void. */
  own: boolean
  refused: 'moved' | 'stale' | null
  step: Form
  signed: { form: Form; files: FileShown[] }
}

/** The act that is asked for, if the viewer may see it. */
export const actOf = async (db: Db, { viewer, params }: Pick<ActAsked, 'viewer' | 'params'>): Promise<SeenAct> =>
  found(await findAct(db, viewer, params.act))

const termsFor = async (db: Db, { type, basis, toTerritoryId }: SeenAct) =>
  type === 'return' || toTerritoryId !== null ? null : ((await findTerms(db, basis)) ?? null)

/** The page of an act, with whatever of it had to be shown again. */
export async function showAct(db: Db, asked: ActAsked, act: SeenAct, given: Partial<ActPage> = {}, status = 200) {
  const { viewer } = asked
  const lines = await listLines(db, act.id)
  const isDraft = act.state === 'draft'
  const room = act.snapshot ? act.snapshot.room : roomOf(act, lines)
  render(
    asked.res,
    'equipment/acts/show',
    {
      act,
      lines,
      proofs: isDraft ? [] : await listProofs(db, act.id),
      terms: act.snapshot ? act.snapshot.terms : await termsFor(db, act),
      blocks: isDraft ? blocksOf(act, lines) : [],
      room: room && { ...room, over: overBy(room), allowed: isOverridden(act, room) },
      may: {
        edit: mayAct.edit(viewer, act),
        override: mayAct.override(viewer, act),
        prove: mayAct.prove(viewer, act),
        void: mayAct.void(viewer, act),
        receive: mayAct.receive(viewer, act),
        follow: mayAct.follow(viewer, act),
        readNames: mayAct.readNames(viewer, act),
      },
      own: act.issuedBy === viewer.id,
      refused: null,
      step: blank(stepWords),
      signed: { form: blank(proofWords), files: [] },
      ...given,
    },
    status,
  )
}
