import type { Locale } from '#platform/i18n/locale.ts'
import { blankForm, fillForm, type Form } from '#platform/forms/form-kit.ts'
import type { VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import { meetingForm } from '#modules/assessments/assessment/schema.ts'

export const meetingScope = 'assessments:meeting'
export const participantNamesScope = 'assessments:names'

/** A stored meeting as a form for somebody who reads numbers in `locale` and writes the record in `writing`. */
export const formOfMeeting = (meeting: VillageMeeting | null, locale: Locale, writing: Locale): Form =>
  meeting
    ? fillForm(meetingScope, meetingForm[locale], { ...meeting, record: meeting.record?.[writing] ?? '' })
    : blankForm(meetingScope, { version: '0' })

/** Names as they are typed, one on a line; empty lines and names written twice are left out. */
export const namesByLine = (typed: string): string[] => [
  ...new Set(typed.split('\n').flatMap((line) => line.trim().slice(0, 200) || [])),
]
