import type { Day } from '#platform/values/day.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { isFinal, lastDayOf, canTransition, type TrainingState, type TrainingDay } from './training-day.ts'

type Seen = Pick<TrainingDay, 'state' | 'published' | 'organiserId' | 'territoryIds'>

const staffOf = (viewer: Viewer | null, { territoryIds }: Seen) =>
  viewer?.roles.some(
    ({ role, territoryId }) => role === 'partner' && territoryId !== null && territoryIds.includes(territoryId),
  ) ?? false

const mayStep = (to: TrainingState) => (viewer: Viewer | null, day: Seen) =>
  canTransition(day.state, to) && may.manage(viewer, day)

/** Who may do what to a training day. Visitors are `null`. */
export const may = {
  /** Everybody, once it is published; before that those who work on it. */
  view: (viewer: Viewer | null, day: Seen): boolean => day.published || may.work(viewer, day),

  /** Reads all of it, with its evidence: staff of a territory it is for, the lead partner, the auditor. */
  work: (viewer: Viewer | null, day: Seen): boolean => staffOf(viewer, day) || hasRole(viewer, 'lead', 'auditor'),

  /** Takes steps and keeps files: staff of a territory it is for, so that a joint event is everybody's, and the lead partner. */
  manage: (viewer: Viewer | null, day: Seen): boolean => staffOf(viewer, day) || hasRole(viewer, 'lead'),

  /** Plans a day. */
  plan: (viewer: Viewer | null): boolean => hasRole(viewer, 'partner', 'lead'),

  /** Rewrites it: what was counted or called off stays. */
  edit: (viewer: Viewer | null, day: Seen): boolean => !isFinal(day.state) && may.manage(viewer, day),

  publish: mayStep('published'),
  open: mayStep('registration_open'),
  close: mayStep('closed'),
  evidence: mayStep('evidenced'),
  cancel: mayStep('cancelled'),
  postpone: mayStep('postponed'),
  report: mayStep('reported'),

  /** Says that it took place, once its last date has come. */
  hold: (viewer: Viewer | null, day: Seen & Pick<TrainingDay, 'dates'>, today: Day): boolean =>
    day.state !== 'evidenced' && mayStep('held')(viewer, day) && isOver(day, today),

  /** Takes the evidence back, where it turns out not to be enough: the lead partner's. */
  doubt: (viewer: Viewer | null, day: Seen): boolean => day.state === 'evidenced' && hasRole(viewer, 'lead'),
}

const isOver = (day: Pick<TrainingDay, 'dates'>, today: Day) => {
  const last = lastDayOf(day)
  return last !== null && last <= today
}
