import type { Locale } from '#lib/locale.ts'
import { blank, fill, type Body, type Form } from '#web/form.ts'
import type { Difference } from './answer-form.ts'
import type { Meeting } from './assessment.ts'
import { meetingForm } from './forms.ts'

export const meetingScope = 'assessments:meeting'
export const namesScope = 'assessments:names'

/** A stored meeting as a form for somebody who reads numbers in `locale` and writes the record in `writing`. */
export const formOfMeeting = (meeting: Meeting | null, locale: Locale, writing: Locale): Form =>
  meeting
    ? fill(meetingScope, meetingForm[locale], { ...meeting, record: meeting.record?.[writing] ?? '' })
    : blank(meetingScope, { version: '0' })

const shown = ['heldOn', 'place', 'minutes', 'facilitator', 'participants', 'women', 'young', 'seniors', 'record']

/** Where what was typed of a meeting is not what somebody else saved meanwhile. */
export const meetingDifferences = (mine: Body, theirs: Form): Difference[] =>
  shown.flatMap((field) => {
    const [a, b] = [mine[field], theirs.values[field]].map((typed) =>
      String(typed ?? '')
        .replaceAll('\r\n', '\n')
        .trim(),
    )
    return a === b ? [] : [{ field, mine: a ?? '', theirs: b ?? '' }]
  })

/** Names as they are typed, one on a line; empty lines and names written twice are left out. */
export const namesIn = (typed: string): string[] => [
  ...new Set(typed.split('\n').flatMap((line) => line.trim().slice(0, 200) || [])),
]
