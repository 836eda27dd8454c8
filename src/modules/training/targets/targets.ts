import type { Multilingual } from '#platform/i18n/locale.ts'
import { trainingKinds, type TrainingKind } from '#modules/training/days/training-day.ts'

/** How much is owed and where it stands, in half-days. A day is counted once, for its organiser's territory. */
export interface TargetBalance {
  target: number
  /** Planned or announced, and still ahead. */
  planned: number
  /** Took place, but nothing shows it yet. */
  held: number
  /** Took place, and the evidence is there: this alone is delivered. */
  evidenced: number
}

/** The balance of one territory for one kind of training. */
export interface TerritoryBalance extends TargetBalance {
  kind: TrainingKind
  territorySlug: string
  territoryNames: Multilingual
  /** Half-days that others organise and its parishes take part in; they are counted for the organiser, not here. */
  shared: number
}

/** What is still to be delivered; less than nothing where more was delivered than was owed. */
export const remainingHalfDays = ({ target, evidenced }: TargetBalance): number => target - evidenced

/** What nobody has planned yet. */
export const unplannedHalfDays = ({ target, planned, held, evidenced }: TargetBalance): number =>
  Math.max(0, target - planned - held - evidenced)

/** The project's balance for one kind: the sum of the territories', in which no event stands twice. */
export const projectBalance = (lines: readonly TerritoryBalance[], kind: TrainingKind): TargetBalance =>
  lines
    .filter((line) => line.kind === kind)
    .reduce(
      (sum, line) => ({
        target: sum.target + line.target,
        planned: sum.planned + line.planned,
        held: sum.held + line.held,
        evidenced: sum.evidenced + line.evidenced,
      }),
      { target: 0, planned: 0, held: 0, evidenced: 0 },
    )

/** What the project owes of each kind, in half-days, with the version of the row that says so. */
export type ProjectTargets = Record<TrainingKind, number> & { version: number }

/** The targets of a territory. */
export interface TerritoryTargets extends Record<TrainingKind, number> {
  territoryId: string
}

/** The kinds of which the targets do not add up to what the project owes, each with both numbers. */
export const targetsNotAddingUp = (targets: readonly TerritoryTargets[], totals: Record<TrainingKind, number>) =>
  trainingKinds
    .map((kind) => ({ kind, sum: targets.reduce((sum, target) => sum + target[kind], 0), total: totals[kind] }))
    .filter(({ sum, total }) => sum !== total)

/** A bar of the drawing: parts in per cent of its width, in the order in which they are drawn. */
export interface BalanceBar {
  label: Multilingual | null
  top: number
  parts: { of: 'evidenced' | 'held' | 'planned' | 'unplanned'; x: number; width: number }[]
  /** Where what is owed ends. */
  mark: number
}

export interface BalanceChart {
  height: number
  bars: BalanceBar[]
}

const barHeight = 44
const two = (share: number) => Math.round(share * 100) / 100

/** The balances as bars under each other, the project's first; each bar is as long as what it owes, or has. */
export function balanceChart(rows: readonly { label: Multilingual | null; balance: TargetBalance }[]): BalanceChart {
  const lengthOf = ({ balance }: { balance: TargetBalance }) =>
    Math.max(balance.target, balance.evidenced + balance.held + balance.planned)
  const longest = Math.max(1, ...rows.map(lengthOf))
  const share = (halfDays: number) => two((100 * halfDays) / longest)
  const bars = rows.map(({ label, balance }, at): BalanceBar => {
    const lengths = { ...balance, unplanned: unplannedHalfDays(balance) }
    let x = 0
    const parts = (['evidenced', 'held', 'planned', 'unplanned'] as const).flatMap((of) => {
      const part = { of, x: share(x), width: share(lengths[of]) }
      x += lengths[of]
      return part.width > 0 ? [part] : []
    })
    return { label, top: at * barHeight, parts, mark: share(balance.target) }
  })
  return { height: rows.length * barHeight, bars }
}
