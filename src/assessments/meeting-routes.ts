import { VersionConflict } from '#db/act.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { read, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { writingIn } from '#web/writing.ts'
import { isRound, type Assessment, type Meeting } from './assessment.ts'
import { filesOfMeeting, type MeetingFiles } from './file-queries.ts'
import { meetingForm } from './forms.ts'
import { hold, reviseMeeting } from './meeting-commands.ts'
import { formOfMeeting, meetingScope } from './meeting-form.ts'
import { may } from './policy.ts'
import { findAssessment, findWork } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'assessments/meetings': MeetingsPage
    'assessments/meeting': MeetingPage
  }
}

interface MeetingsPage {
  assessment: Assessment
  meetings: Meeting[]
  mayMeet: boolean
  mayReadNames: boolean
}

interface MeetingPage {
  assessment: Assessment
  /** Null for one being entered. */
  meeting: Meeting | null
  /** Null for those who may not read them. */
  files: MeetingFiles | null
  form: Form
  writing: Locale
  conflict: Difference[] | null
  mayMeet: boolean
  mayReadNames: boolean
}

type InRound = Asked<'parish' | 'round', Viewer>
type OfMeeting = Asked<'parish' | 'round' | 'meeting', Viewer>

/** The meetings at which a parish assesses itself. */
export function meetingRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: InRound | OfMeeting) => {
    const { parish, round } = params
    const assessment = found(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.view(viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const rights = { mayMeet: may.meet(viewer, assessment), mayReadNames: may.readNames(viewer, assessment) }
    const { meetings } = await findWork(db, assessment)
    return { assessment, meetings, ...rights }
  }

  const meetingOf = async (asked: OfMeeting) => {
    const { meetings, ...place } = await placeOf(asked)
    const meeting = found(meetings.find(({ id }) => id === asked.params.meeting))
    return { ...place, meeting, files: place.mayReadNames ? await filesOfMeeting(db, meeting) : null }
  }

  const writable = (asked: InRound | OfMeeting, { assessment }: { assessment: Assessment }) => {
    ensure(may.write(asked.viewer, assessment))
    if (!may.meet(asked.viewer, assessment)) throw new VersionConflict('the assessment is frozen')
  }

  get(paths.assessments.meetings, signedIn, async (asked) => {
    render(asked.res, 'assessments/meetings', await placeOf(asked))
  })

  get(paths.assessments.addMeeting, signedIn, async (asked) => {
    const { meetings: _, ...place } = await placeOf(asked)
    ensure(place.mayMeet)
    const writing = writingIn(asked)
    const form = formOfMeeting(null, asked.locale, writing)
    render(asked.res, 'assessments/meeting', { ...place, meeting: null, files: null, form, writing, conflict: null })
  })

  post(paths.assessments.addMeeting, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const { meetings: _, ...place } = await placeOf(asked)
    writable(asked, place)
    const writing = writingIn(asked)
    const reading = read(meetingScope, meetingForm[locale], body)
    if (!reading.ok) {
      const page = { ...place, meeting: null, files: null, form: reading.form, writing, conflict: null }
      return render(res, 'assessments/meeting', page, 422)
    }
    await saveNew(db, asked, {
      make: async (tx) => {
        const { id } = await hold(tx, place.assessment, reading.input, writing)
        return `${addressOf(place.assessment)}/${id}?in=${writing}`
      },
    })
  })

  get(paths.assessments.meeting, signedIn, async (asked) => {
    const place = await meetingOf(asked)
    const writing = writingIn(asked)
    const form = formOfMeeting(place.meeting, asked.locale, writing)
    render(asked.res, 'assessments/meeting', { ...place, form, writing, conflict: null })
  })

  post(paths.assessments.meeting, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const place = await meetingOf(asked)
    writable(asked, place)
    const writing = writingIn(asked)
    const reading = read(meetingScope, meetingForm[locale], body)
    if (!reading.ok) {
      return render(res, 'assessments/meeting', { ...place, form: reading.form, writing, conflict: null }, 422)
    }
    await save(db, asked, {
      change: (tx) => reviseMeeting(tx, place.meeting, reading.input, writing),
      to: `${addressOf(place.assessment)}/${place.meeting.id}?in=${writing}`,
      conflict: {
        latest: () => meetingOf(asked),
        fill: ({ meeting }) => formOfMeeting(meeting, locale, writing),
        show: (now, form, conflict) => render(res, 'assessments/meeting', { ...now, form, writing, conflict }, 409),
      },
    })
  })
}

const addressOf = ({ parishSlug, round }: Assessment) => paths.assessments.meetings({ parish: parishSlug, round })
