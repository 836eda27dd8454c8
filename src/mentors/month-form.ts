import { fingerprint } from '#lib/canonical.ts'
import type { Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { blankForm, type Form } from '#web/form.ts'
import { isOver } from './calendar.ts'
import { flagsOf, type Covering, type Flags } from './flags.ts'
import { may } from './policy.ts'
import { snapshotOf, stageOf, sumOf, totalsOf, type Confirming, type Stage, type Timesheet } from './timesheet.ts'

export interface MonthPage {
  sheet: Timesheet
  stage: Stage
  totals: ReturnType<typeof totalsOf>
  /** The whole month, or what one's own parish had of it. */
  whole: boolean
  flags: Flags | null
  /** What is signed, as it is shown: whoever hands it in hands in this. */
  seen: string
  steps: MonthSteps
  forms: Forms
  /** Whether sessions were logged or changed since the page was opened. */
  changed: boolean
}

type Forms = Record<'returning' | 'going' | 'addendum', Form>

/** The forms of a month, all of them empty but the one that is shown again. */
export const formsWith = (name?: keyof Forms, form?: Form): Forms => ({
  returning: blankForm('months:returning'),
  going: blankForm('months:going'),
  addendum: blankForm('months:addendum'),
  ...(name && form ? { [name]: form } : {}),
})

/** A month as the viewer gets its page on this day. */
export function pageOf(viewer: Viewer, sheet: Timesheet, covering: readonly Covering[], today: Day): MonthPage {
  const whole = may.seeMonth(viewer, sheet)
  return {
    sheet,
    stage: stageOf(sheet),
    totals: totalsOf(sheet),
    whole,
    flags: whole ? flagsOf(sheet.month, sheet.sessions, covering, today) : null,
    seen: fingerprint(snapshotOf(sheet)),
    steps: stepsOf(viewer, sheet, today),
    forms: formsWith(),
    changed: false,
  }
}

interface MonthSteps {
  submit: boolean
  /** The month is not over yet: it is handed in afterwards. */
  early: boolean
  recall: boolean
  giveBack: boolean
  confirm: Confirming[]
  goOn: Confirming[]
  approve: Confirming[]
  write: boolean
  decide: string[]
}

/** What a viewer who may not see the whole month sees of it: what their own parish had. */
export function partOf(viewer: Viewer, sheet: Timesheet): Timesheet {
  const parishes = sheet.parishes.filter(({ id }) => may.seeMonthOfParish(viewer, sheet, id))
  const own = ({ parishId }: { parishId: string }) => parishes.some(({ id }) => id === parishId)
  const sessions = sheet.sessions.filter(own)
  return { ...sheet, parishes, sessions, minutes: sumOf(sessions), addenda: sheet.addenda.filter(own) }
}

const stepsOf = (viewer: Viewer, sheet: Timesheet, day: Day): MonthSteps => ({
  submit: may.submitMonth(viewer, sheet) && isOver(sheet.month, day),
  early: may.submitMonth(viewer, sheet) && !isOver(sheet.month, day),
  recall: may.recallMonth(viewer, sheet),
  giveBack: may.returnMonth(viewer, sheet),
  confirm: sheet.parishes.filter((parish) => may.confirm(viewer, sheet, parish)),
  goOn: sheet.parishes.filter((parish) => may.goOnWithout(viewer, sheet, parish)),
  approve: [...new Map(sheet.parishes.map((parish) => [parish.territoryId, parish])).values()].filter(
    ({ territoryId }) => may.approve(viewer, sheet, territoryId),
  ),
  write: may.writeAddendum(viewer, sheet),
  decide: sheet.addenda.filter((each) => may.decideAddendum(viewer, sheet, each)).map(({ id }) => id),
})
