import type { Multilingual } from '#lib/locale.ts'
import { hasRole } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { findBank } from './bank-queries.ts'
import { drawingOf, remaining, totalOf, unplanned, type Balance, type Drawing } from './bank.ts'
import { may, mayOfCatalogue } from './policy.ts'
import { findPresence, type Presence } from './presence-queries.ts'
import { listProgrammes, type ProgrammeInList } from './programme-queries.ts'
import { listDays } from './queries.ts'
import { kinds, type Kind, type TrainingDay } from './training.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/work': {
      days: TrainingDay[]
      programmes: ProgrammeInList[]
      bank: Bank[]
      presence: Presence
      allowed: { plan: boolean; setTargets: boolean; send: boolean }
    }
  }
}

/** The balance of one kind: the project's first, then each territory's. */
interface Bank {
  kind: Kind
  rows: { label: Multilingual | null; balance: Balance; remaining: number; unplanned: number; shared: number | null }[]
  drawing: Drawing
}

/** The training programme for those who run it: the day bank, their days, and what each parish is trained in. */
export function trainingWorkRoutes({ db }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.training.work, signedIn, async ({ res, viewer }) => {
    orForbidden(mayOfCatalogue.seeBank(viewer))
    const lines = await findBank(db)
    const days = await listDays(db, viewer)
    const bank = kinds.map((kind): Bank => {
      const own = lines.filter((line) => line.kind === kind)
      const rows = [
        row(null, totalOf(lines, kind), null),
        ...own.map((line) => row(line.territoryNames, line, line.shared)),
      ]
      return { kind, rows, drawing: drawingOf(rows) }
    })
    render(res, 'training/work', {
      days: days.filter((day) => may.work(viewer, day)),
      programmes: await listProgrammes(db, viewer),
      bank,
      presence: (await findPresence(db)).project,
      allowed: {
        plan: may.plan(viewer),
        setTargets: mayOfCatalogue.setTargets(viewer),
        send: hasRole(viewer, 'partner'),
      },
    })
  })
}

const row = (label: Multilingual | null, balance: Balance, shared: number | null) => ({
  label,
  balance,
  remaining: remaining(balance),
  unplanned: unplanned(balance),
  shared,
})
