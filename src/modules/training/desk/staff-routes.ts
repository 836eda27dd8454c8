import type { Multilingual } from '#platform/i18n/locale.ts'
import { today } from '#platform/values/day.ts'
import { hasRole } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { findTargetBalances } from '#modules/training/targets/queries.ts'
import {
  balanceChart,
  remainingHalfDays,
  projectBalance,
  unplannedHalfDays,
  type TargetBalance,
  type BalanceChart,
} from '#modules/training/targets/targets.ts'
import { may } from '#modules/training/days/policy.ts'
import { mayOfCatalogue } from '#modules/training/programme/policy.ts'
import { findAttendanceStatistics, type AttendanceCount } from '#modules/training/statistics/queries.ts'
import { listProgrammes, type ProgrammeInList } from '#modules/training/programme/queries.ts'
import { listDays } from '#modules/training/days/queries.ts'
import { asToldOn, trainingKinds, type TrainingKind, type TrainingDay } from '#modules/training/days/training-day.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/desk/desk': {
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
export function trainingStaffRoutes({ db, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
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
    render(res, 'modules/training/desk/desk', {
      days: days.filter((day) => may.work(viewer, day)).map((day) => asToldOn(day, today(now))),
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
