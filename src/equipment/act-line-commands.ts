import type { Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'
import { move } from './commands.ts'
import type { State } from './item.ts'

/** The things of an act that was issued go where it says. */
export async function openLines(act: Act, issued: SeenAct, lines: readonly SeenLine[], onDay: Day): Promise<void> {
  for (const line of lines) {
    if (line.itemId !== null) await openLine(act, issued, { ...line, itemId: line.itemId }, onDay)
    if (line.materialId !== null) await moveMaterial(act, issued, { ...line, materialId: line.materialId }, onDay)
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

async function moveMaterial(
  act: Act,
  issued: SeenAct,
  { materialId, quantity }: MaterialLine,
  onDay: Day,
  back = false,
) {
  const given = (initiativeId: string) => ({ kind: 'given', quantity: -quantity, initiativeId })
  const returned = (initiativeId: string) => ({ kind: 'returned', quantity, initiativeId })
  const { type, initiativeId, toInitiativeId } = issued
  const moves =
    type === 'handover'
      ? [back ? returned(initiativeId) : given(initiativeId)]
      : [
          ...(type === 'transfer' && back && toInitiativeId !== null ? [returned(toInitiativeId)] : []),
          back ? given(initiativeId) : returned(initiativeId),
          ...(type === 'transfer' && !back && toInitiativeId !== null ? [given(toInitiativeId)] : []),
        ]
  for (const each of moves) {
    await act.trx('materialMoves').insert({ ...each, materialId, onDay, movedBy: act.personId })
  }
}

/** The things of an act that is void go back to where they were. */
export async function closeLines(act: Act, voided: SeenAct, lines: readonly SeenLine[], onDay: Day): Promise<void> {
  await act.trx('handoverLines').where({ actId: voided.id }).update({ open: false })
  await act.trx('handoverLines').where({ endedBy: voided.id }).update({ open: true, endedBy: null })
  for (const line of lines) {
    if (line.itemId !== null) await moveThrough(act, line.itemId, wayBack(voided, line), onDay)
    if (line.materialId !== null) await moveMaterial(act, voided, { ...line, materialId: line.materialId }, onDay, true)
  }
}

function wayBack({ type, initiativeId }: SeenAct, { was }: SeenLine): Station[] {
  if (type === 'handover') {
    const allocated: Station = { state: 'allocated', initiativeId }
    return was === 'received' ? [allocated, { state: 'received' }] : [allocated]
  }
  return [{ state: 'handed_over', initiativeId }]
}
