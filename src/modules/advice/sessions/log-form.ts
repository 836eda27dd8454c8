import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Body, FormProblem } from '#platform/forms/form-kit.ts'
import type { Advice } from './session.ts'

const written = (day: Day) => day.split('-').reverse().join('.')

type Last = Pick<Advice, 'assignmentId' | 'initiativeId' | 'channel' | 'phase'>

/** A new session's form: today, where and how the mentor gave advice last. */
export const newSession = (last: Last | undefined, locale: Locale, today: Day): Body => ({
  ...(last && {
    place: [last.assignmentId, last.initiativeId].filter(Boolean).join(':'),
    channel: last.channel,
    phase: last.phase,
  }),
  in: locale,
  heldOn: written(today),
  rows: 'new-1',
})

/** What a request for advice that is answered now knows already. */
export const sessionFromRequest = ({ request, place, channel, topics }: Record<string, string>): Body =>
  request === undefined ? {} : { request, place, channel, topics }

const problem = (key: string): FormProblem => ({ key, params: {} })

const refusals: Record<string, Record<string, FormProblem>> = {
  advice_sessions_inside_assignment: { heldOn: problem('not_assigned') },
  advice_sessions_within_a_day: { minutes: problem('day_full') },
  advice_sessions_initiative_of_parish: { place: problem('choose') },
  advice_sessions_timesheet_open: { heldOn: problem('month_signed') },
  advice_sessions_answer_their_request: { place: problem('request_of_another') },
}

/** What is wrong with a session that broke this rule of the database; null where it is none of these. */
export const refusedProblems = (constraint: string): Record<string, FormProblem> | null => refusals[constraint] ?? null
