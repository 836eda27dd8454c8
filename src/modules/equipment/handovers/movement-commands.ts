import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { HandoverView, HandoverLineView } from './handover-view.ts'
import type { ItemState } from '#modules/equipment/items/item.ts'

const idsOf = (lines: readonly HandoverLineView[], isMeant: (state: ItemState) => boolean = () => true): string[] =>
  lines.flatMap(({ itemId, itemState }) =>
    itemId !== null && itemState !== null && isMeant(itemState) ? [itemId] : [],
  )

const isDamaged = (state: ItemState) => state === 'damaged'
const isWhole = (state: ItemState) => state !== 'damaged'

interface ItemStation {
  state: ItemState
  /** Where the things go; left out, the database knows that it is nowhere. */
  initiativeId?: string
}

// Many things at once: a handover holds them already. What is damaged keeps the reason why.
async function moveAll(
  tx: AuditedTransaction,
  ids: readonly string[],
  { state, initiativeId }: ItemStation,
  onDay: Day,
) {
  if (ids.length === 0) return
  await tx
    .db('equipmentItems')
    .whereIn('id', [...ids])
    .update({
      state,
      since: onDay,
      movedBy: tx.personId,
      version: tx.db.raw('version + 1'),
      ...(state !== 'damaged' && { reason: null }),
      ...(initiativeId !== undefined && { initiativeId }),
    })
}

/** The things of a handover that was issued go where it says. */
export async function moveItemsOut(
  tx: AuditedTransaction,
  issued: HandoverView,
  lines: readonly HandoverLineView[],
  onDay: Day,
): Promise<void> {
  const { id, type, initiativeId, toInitiativeId } = issued
  const target = type === 'handover' ? initiativeId : toInitiativeId
  const held = tx.db('handoverLines').whereIn('itemId', idsOf(lines)).where({ open: true })
  if (type !== 'handover') await held.update({ open: false, endedBy: id })
  if (target !== null)
    await tx.db('handoverLines').where({ handoverId: id }).whereNotNull('itemId').update({ open: true })
  for (const [ids, station] of itemMovements(type, lines, target)) await moveAll(tx, ids, station, onDay)
  await moveMaterials(tx, lines, movesOf(issued), onDay)
}

type Way = (readonly [string[], ItemStation])[]

function itemMovements(type: HandoverView['type'], lines: readonly HandoverLineView[], target: string | null): Way {
  if (type === 'return') return [[idsOf(lines), { state: 'returned' }]]
  if (target === null)
    return [
      [idsOf(lines, isDamaged), { state: 'returned' }],
      [idsOf(lines), { state: 'transferred' }],
    ]
  return [
    [idsOf(lines, (state) => state === 'received'), { state: 'allocated', initiativeId: target }],
    [idsOf(lines, isWhole), { state: 'handed_over', initiativeId: target }],
    // What is damaged stays so, wherever it is.
    [idsOf(lines, isDamaged), { state: 'damaged', initiativeId: target }],
  ]
}

/** The things of a handover that is void go back to where they were. */
export async function moveItemsBack(
  tx: AuditedTransaction,
  voided: HandoverView,
  lines: readonly HandoverLineView[],
  onDay: Day,
): Promise<void> {
  await tx.db('handoverLines').where({ handoverId: voided.id, open: true }).update({ open: false })
  await tx.db('handoverLines').where({ endedBy: voided.id }).update({ open: true, endedBy: null })
  for (const [ids, station] of itemMovementsBack(voided, lines)) await moveAll(tx, ids, station, onDay)
  await moveMaterials(tx, lines, movesOf(voided).map(undone).reverse(), onDay)
}

function itemMovementsBack({ type, initiativeId }: HandoverView, lines: readonly HandoverLineView[]): Way {
  if (type !== 'handover')
    return [
      [idsOf(lines, isWhole), { state: 'handed_over', initiativeId }],
      [idsOf(lines, isDamaged), { state: 'damaged', initiativeId }],
    ]
  const received = lines.filter(({ stateBefore }) => stateBefore === 'received')
  return [
    [idsOf(lines, isWhole), { state: 'allocated', initiativeId }],
    [idsOf(received, isWhole), { state: 'received' }],
    [idsOf(lines, isDamaged), { state: 'returned' }],
  ]
}

interface MaterialMove {
  kind: 'given' | 'returned'
  initiativeId: string
}

// Who gives some of a material back, and who gets it then: by a handover nobody gives, by a return nobody gets.
function movesOf({ type, initiativeId, toInitiativeId }: HandoverView): MaterialMove[] {
  const back = type === 'handover' ? null : initiativeId
  const target = type === 'handover' ? initiativeId : toInitiativeId
  return [
    ...(back === null ? [] : [{ kind: 'returned' as const, initiativeId: back }]),
    ...(target === null ? [] : [{ kind: 'given' as const, initiativeId: target }]),
  ]
}

const undone = ({ kind, initiativeId }: MaterialMove): MaterialMove => ({
  kind: kind === 'given' ? 'returned' : 'given',
  initiativeId,
})

async function moveMaterials(
  tx: AuditedTransaction,
  lines: readonly HandoverLineView[],
  moves: readonly MaterialMove[],
  onDay: Day,
) {
  for (const { materialId, quantity } of lines) {
    if (materialId === null) continue
    for (const { kind, initiativeId } of moves) {
      const moved = kind === 'given' ? -quantity : quantity
      const row = { kind, initiativeId, quantity: moved, materialId, onDay, movedBy: tx.personId }
      await tx.db('materialMoves').insert(row)
    }
  }
}
