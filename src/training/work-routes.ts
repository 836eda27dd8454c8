import type { Multilingual } from '#lib/locale.ts'
import { hasRole } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { findTargetBalances } from './bank-queries.ts'
import {
  balanceChart,
  remainingHalfDays,
  projectBalance,
  unplannedHalfDays,
  type TargetBalance,
  type BalanceChart,
} from './bank.ts'
import { may } from './policy.ts'
import { mayOfCatalogue } from './programme-policy.ts'
import { findAttendanceStatistics, type AttendanceCount } from './presence-queries.ts'
import { listProgrammes, type ProgrammeInList } from './programme-queries.ts'
import { listDays } from './queries.ts'
import { trainingKinds, type TrainingKind, type TrainingDay } from './training.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/work': {
      days: TrainingDay[]
      programmes: ProgrammeInList[]
      bank: Bank[]
      presence: AttendanceCount
      allowed: { plan: boolean; setTargets: boolean; send: boolean }
    }
  }
}

/** The balance of one kind: the project's first, then each territory's. */
interface Bank {
  kind: TrainingKind
  rows: {
    label: Multilingual | null
    balance: TargetBalance
    remaining: number
    unplanned: number
    shared: number | null
  }[]
  drawing: BalanceChart
}

/** The training programme for those who run it: the day bank, their days, and what each parish is trained in. */
export function trainingStaffRoutes({ db }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.training.work, signedIn, async ({ res, viewer }) => {
    orForbidden(mayOfCatalogue.seeBank(viewer))
    const lines = await findTargetBalances(db)
    const days = await listDays(db, viewer)
    const bank = trainingKinds.map((kind): Bank => {
      const own = lines.filter((line) => line.kind === kind)
      const rows = [
        row(null, projectBalance(lines, kind), null),
        ...own.map((line) => row(line.territoryNames, line, line.shared)),
      ]
      return { kind, rows, drawing: balanceChart(rows) }
    })
    render(res, 'training/work', {
      days: days.filter((day) => may.work(viewer, day)),
      programmes: await listProgrammes(db, viewer),
      bank,
      presence: (await findAttendanceStatistics(db)).project,
      allowed: {
        plan: may.plan(viewer),
        setTargets: mayOfCatalogue.setTargets(viewer),
        send: hasRole(viewer, 'partner'),
      },
    })
  })
}

const row = (label: Multilingual | null, balance: TargetBalance, shared: number | null) => ({
  label,
  balance,
  remaining: remainingHalfDays(balance),
  unplanned: unplannedHalfDays(balance),
  shared,
})
