import { timelineOf, type TimelinePeriod, type Timeline } from '#modules/initiatives/initiative/timeline.ts'
import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { PlanContent } from './initiative-content.ts'
import { noText, type PlanSnapshot } from './snapshot.ts'

/** What is to be done when, of all the initiatives of a plan; null where nothing is. */
export const timelineOfPlan = (
  locale: Locale,
  period: TimelinePeriod | null,
  { initiatives }: PlanSnapshot,
  present: Day,
): Timeline | null => timelineOf(initiatives, { locale, period, today: present })

/** The same of what is worked on, without the copy that a version would freeze. */
export const timelineOfContent = (
  locale: Locale,
  period: TimelinePeriod | null,
  { initiatives, actions }: PlanContent,
  present: Day,
): Timeline | null => {
  const drawn = initiatives.map(({ id, title }) => ({
    title,
    actions: actions.flatMap(({ initiativeId, what, ...action }) =>
      initiativeId === id ? [{ ...action, what: what ?? noText }] : [],
    ),
  }))
  return timelineOf(drawn, { locale, period, today: present })
}
