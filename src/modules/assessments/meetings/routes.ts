import { VersionConflict } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { readForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { isRound, type Assessment, type VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import { filesOfMeeting, type MeetingFiles } from '#modules/assessments/assessment/file-queries.ts'
import { meetingForm } from '#modules/assessments/assessment/schema.ts'
import { createMeeting, updateMeeting } from './commands.ts'
import { formOfMeeting, meetingScope } from './form.ts'
import { may } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, findAssessmentContent } from '#modules/assessments/assessment/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/meetings/list': MeetingsPage
    'modules/assessments/meetings/meeting': MeetingPage
  }
}

interface MeetingsPage {
  assessment: Assessment
  meetings: VillageMeeting[]
  mayMeet: boolean
  mayReadNames: boolean
}

interface MeetingPage {
  assessment: Assessment
  /** Null for one being entered. */
  meeting: VillageMeeting | null
  /** Null for those who may not read them. */
  files: MeetingFiles | null
  form: Form
  writing: Locale
  conflict: FieldDifference[] | null
  mayMeet: boolean
  mayReadNames: boolean
}

type InRound = RouteContext<'parish' | 'round', Viewer>
type OfMeeting = RouteContext<'parish' | 'round' | 'meeting', Viewer>

/** The meetings at which a parish assesses itself. */
export function meetingRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: InRound | OfMeeting) => {
    const { parish, round } = params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.view(viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const rights = { mayMeet: may.meet(viewer, assessment), mayReadNames: may.readNames(viewer, assessment) }
    const { meetings } = await findAssessmentContent(db, assessment)
    return { assessment, meetings, ...rights }
  }

  const meetingOf = async (context: OfMeeting) => {
    const { meetings, ...place } = await placeOf(context)
    const meeting = orNotFound(meetings.find(({ id }) => id === context.params.meeting))
    return { ...place, meeting, files: place.mayReadNames ? await filesOfMeeting(db, meeting) : null }
  }

  const writable = (context: InRound | OfMeeting, { assessment }: { assessment: Assessment }) => {
    orForbidden(may.write(context.viewer, assessment))
    if (!may.meet(context.viewer, assessment)) throw new VersionConflict('the assessment is frozen')
  }

  get(paths.assessments.meetings, signedIn, async (context) => {
    render(context.res, 'modules/assessments/meetings/list', await placeOf(context))
  })

  get(paths.assessments.addMeeting, signedIn, async (context) => {
    const { meetings: _, ...place } = await placeOf(context)
    orForbidden(place.mayMeet)
    const writing = contentLocale(context)
    const form = formOfMeeting(null, context.locale, writing)
    render(context.res, 'modules/assessments/meetings/meeting', {
      ...place,
      meeting: null,
      files: null,
      form,
      writing,
      conflict: null,
    })
  })

  post(paths.assessments.addMeeting, signedIn, async (context) => {
    const { res, locale, body } = context
    const { meetings: _, ...place } = await placeOf(context)
    writable(context, place)
    const writing = contentLocale(context)
    const reading = readForm(meetingScope, meetingForm[locale], body)
    if (!reading.ok) {
      const page = { ...place, meeting: null, files: null, form: reading.form, writing, conflict: null }
      return render(res, 'modules/assessments/meetings/meeting', page, 422)
    }
    await saveNew(db, context, {
      make: async (tx) => {
        const { id } = await createMeeting(tx, place.assessment, reading.input, writing)
        return `${addressOf(place.assessment, id)}?in=${writing}`
      },
    })
  })

  get(paths.assessments.meeting, signedIn, async (context) => {
    const place = await meetingOf(context)
    const writing = contentLocale(context)
    const form = formOfMeeting(place.meeting, context.locale, writing)
    render(context.res, 'modules/assessments/meetings/meeting', { ...place, form, writing, conflict: null })
  })

  post(paths.assessments.meeting, signedIn, async (context) => {
    const { res, locale, body } = context
    const place = await meetingOf(context)
    writable(context, place)
    const writing = contentLocale(context)
    const reading = readForm(meetingScope, meetingForm[locale], body)
    if (!reading.ok) {
      return render(
        res,
        'modules/assessments/meetings/meeting',
        { ...place, form: reading.form, writing, conflict: null },
        422,
      )
    }
    await save(db, context, {
      change: (tx) => updateMeeting(tx, place.meeting, reading.input, writing),
      to: `${addressOf(place.assessment, place.meeting.id)}?in=${writing}`,
      conflict: {
        latest: () => meetingOf(context),
        fill: ({ meeting }) => formOfMeeting(meeting, locale, writing),
        show: (now, form, conflict) =>
          render(res, 'modules/assessments/meetings/meeting', { ...now, form, writing, conflict }, 409),
      },
    })
  })
}

const addressOf = ({ parishSlug, round }: Assessment, meeting: string) =>
  paths.assessments.meeting({ parish: parishSlug, round, meeting })
