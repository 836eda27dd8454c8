import type { Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'
import { move } from './commands.ts'
import type { State } from './item.ts'

/** The things of an act that was issued go where it says. */
export async function openLines(act: Act, issued: SeenAct, lines: readonly SeenLine[], onDay: Day): Promise<void> {
  for (const line of lines) {
    if (line.itemId !== null) await openLine(act, issued, { ...line, itemId: line.itemId }, onDay)
    if (line.materialId !== null)
      await moveMaterial(act, { ...line, materialId: line.materialId }, movesOf(issued), onDay)
  }
}

type ItemLine = SeenLine & { itemId: string }

async function openLine(act: Act, issued: SeenAct, line: ItemLine, onDay: Day) {
  const target = issued.type === 'handover' ? issued.initiativeId : issued.toInitiativeId
  if (issued.type !== 'handover') {
    await act
      .trx('handoverLines')
      .where({ itemId: line.itemId, open: true })
      .update({ open: false, endedBy: issued.id })
  }
  if (target !== null) await act.trx('handoverLines').where({ id: line.id }).update({ open: true })
  await moveThrough(act, line.itemId, stationsOf(issued, line, target), onDay)
}

interface Station {
  state: State
  initiativeId?: string | null
}

function stationsOf({ type }: SeenAct, { itemState }: ItemLine, target: string | null): Station[] {
  if (type === 'return') return [{ state: 'returned' }]
  if (target === null) return [{ state: 'transferred' }]
  const allocated: Station[] =
    type === 'handover' && itemState === 'received' ? [{ state: 'allocated', initiativeId: target }] : []
  // What is damaged stays so, wherever it is.
  return [...allocated, { state: itemState === 'damaged' ? 'damaged' : 'handed_over', initiativeId: target }]
}

async function moveThrough(act: Act, itemId: string, stations: readonly Station[], onDay: Day) {
  for (const station of stations) {
    const seen = await act.trx('equipmentItems').where({ id: itemId }).first('id', 'version', 'reason')
    await move(act, seen, { ...station, onDay, reason: station.state === 'damaged' ? seen.reason : null })
  }
}

type MaterialLine = SeenLine & { materialId: string }

interface MaterialMove {
  kind: 'given' | 'returned'
  initiativeId: string
}

// Who gives some of a material back, and who gets it then: by a handover nobody gives, by a return nobody gets.
function movesOf({ type, initiativeId, toInitiativeId }: SeenAct): MaterialMove[] {
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

async function moveMaterial(
  act: Act,
  { materialId, quantity }: MaterialLine,
  moves: readonly MaterialMove[],
  onDay: Day,
) {
  for (const { kind, initiativeId } of moves) {
    const moved = kind === 'given' ? -quantity : quantity
    await act
      .trx('materialMoves')
      .insert({ kind, initiativeId, quantity: moved, materialId, onDay, movedBy: act.personId })
  }
}

/** The things of an act that is void go back to where they were. */
export async function closeLines(act: Act, voided: SeenAct, lines: readonly SeenLine[], onDay: Day): Promise<void> {
  await act.trx('handoverLines').where({ actId: voided.id }).update({ open: false })
  await act.trx('handoverLines').where({ endedBy: voided.id }).update({ open: true, endedBy: null })
  for (const line of lines) {
    if (line.itemId !== null) await moveThrough(act, line.itemId, wayBack(voided, line), onDay)
    if (line.materialId !== null)
      await moveMaterial(act, { ...line, materialId: line.materialId }, movesOf(voided).map(undone).reverse(), onDay)
  }
}

function wayBack({ type, initiativeId }: SeenAct, { was }: SeenLine): Station[] {
  if (type === 'handover') {
    const allocated: Station = { state: 'allocated', initiativeId }
    return was === 'received' ? [allocated, { state: 'received' }] : [allocated]
  }
  return [{ state: 'handed_over', initiativeId }]
}
