import type { Day } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import type { Role } from '#platform/values/viewer.ts'
import type { ActionItemOwner } from '#modules/advice/sessions/session.ts'

/** How many days before it is due the owner of a step is reminded of it. */
export const reminderDaysAhead = 3

/** A step that is due soon, or was due and is not done, and that nobody was reminded of as such. */
export interface DueActionItem {
  id: string
  sessionId: string
  what: Multilingual
  owner: ActionItemOwner
  dueOn: Day
  kind: 'soon' | 'late'
  mentorId: string
  parishId: string
  territoryId: string
  /** Whether the community may know of what it is about. */
  open: boolean
  parishNames: Multilingual
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
}

/** Somebody who holds a role today, and where letters reach them. */
export interface ReminderRecipient {
  id: string
  email: string
  locale: Locale
  role: Role
  parishId: string | null
  territoryId: string | null
  confirms: boolean
}

/** Whose it is to do a step: those who confirm for the parish, or all its members where nobody does; its mentor; staff of the territory. */
function ownersOf(step: DueActionItem, holders: readonly ReminderRecipient[]): ReminderRecipient[] {
  const { owner, parishId, territoryId, mentorId, open } = step
  if (owner === 'partner') return holders.filter((each) => each.role === 'partner' && each.territoryId === territoryId)
  if (owner === 'mentor') return holders.filter((each) => each.role === 'mentor' && each.id === mentorId).slice(0, 1)
  const members = holders.filter((each) => open && each.role === 'member' && each.parishId === parishId)
  const confirming = members.filter(({ confirms }) => confirms)
  return confirming.length > 0 ? confirming : members
}

/** What each person is reminded of, all of it at once. Somebody with two roles is reminded of an item once. */
export function remindersFor(
  steps: readonly DueActionItem[],
  holders: readonly ReminderRecipient[],
): { holder: ReminderRecipient; steps: DueActionItem[] }[] {
  const byPerson = new Map<string, { holder: ReminderRecipient; steps: DueActionItem[] }>()
  for (const step of steps) {
    for (const holder of ownersOf(step, holders)) {
      const known = byPerson.get(holder.id) ?? { holder, steps: [] }
      if (!known.steps.includes(step)) known.steps.push(step)
      byPerson.set(holder.id, known)
    }
  }
  return [...byPerson.values()]
}
