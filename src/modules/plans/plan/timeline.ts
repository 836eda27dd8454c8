import { timelineOf, type TimelinePeriod, type Timeline } from '#modules/initiatives/initiative/timeline.ts'
import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { PlanSnapshot } from './snapshot.ts'

/** What is to be done when, of all the initiatives of a plan; null where nothing is. */
export const timelineOfPlan = (
  locale: Locale,
  period: TimelinePeriod | null,
  { initiatives }: PlanSnapshot,
  present: Day,
): Timeline | null => timelineOf(initiatives, { locale, period, today: present })
