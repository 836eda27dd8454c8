import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { save } from '#platform/web/save.ts'
import { isRound, type Assessment, type VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import { participantNamesForm } from '#modules/assessments/assessment/schema.ts'
import { saveParticipantNames } from './commands.ts'
import { namesByLine, participantNamesScope } from './form.ts'
import { may } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, findAssessmentContent, listParticipantNames } from '#modules/assessments/assessment/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/meetings/participants': {
      assessment: Assessment
      meeting: VillageMeeting
      form: Form
      theirs: string | null
      mayWrite: boolean
    }
  }
}

type OfMeeting = RouteContext<'parish' | 'round' | 'meeting', Viewer>

/** Who took part in a meeting, by name: a page that is not there for anybody but those in charge. */
export function participantRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const namesOf = async (context: OfMeeting) => {
    const { parish, round } = context.params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.readNames(context.viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const { meetings } = await findAssessmentContent(db, assessment)
    const meeting = orNotFound(meetings.find(({ id }) => id === context.params.meeting))
    const names = (await listParticipantNames(db, meeting)).map(({ name }) => name).join('\n')
    return { assessment, meeting, names, mayWrite: may.writeNames(context.viewer, assessment) }
  }

  get(paths.assessments.names, signedIn, async (context) => {
    const now = await namesOf(context)
    const { names, ...place } = now
    noteRead(context.res, { ...readOf(place), rows: namesByLine(names).length, how: 'page' })
    render(context.res, 'modules/assessments/meetings/participants', {
      ...place,
      form: fillNames(context.locale, now),
      theirs: null,
    })
  })

  post(paths.assessments.names, signedIn, async (context) => {
    const { res, locale, body } = context
    const { names: _, ...place } = await namesOf(context)
    orForbidden(place.mayWrite)
    const reading = readForm(participantNamesScope, participantNamesForm[locale], body)
    if (!reading.ok)
      return render(
        res,
        'modules/assessments/meetings/participants',
        { ...place, form: reading.form, theirs: null },
        422,
      )
    const { names, version } = reading.input
    await save(db, context, {
      change: (tx) => saveParticipantNames(tx, place.meeting, namesByLine(names), version),
      to: addressOf(place),
      conflict: {
        latest: () => namesOf(context),
        fill: (now) => fillNames(locale, now),
        show: ({ names: theirs, ...now }, form) =>
          render(res, 'modules/assessments/meetings/participants', { ...now, form, theirs }, 409),
      },
    })
  })
}

const fillNames = (locale: Locale, { names, meeting }: { names: string; meeting: VillageMeeting }) =>
  fillForm(participantNamesScope, participantNamesForm[locale], { names, version: meeting.namesVersion })

const addressOf = ({ assessment, meeting }: { assessment: Assessment; meeting: VillageMeeting }) =>
  paths.assessments.names({ parish: assessment.parishSlug, round: assessment.round, meeting: meeting.id })

const readOf = ({ assessment, meeting }: { assessment: Assessment; meeting: VillageMeeting }) =>
  ({ kind: 'meeting', subjectId: meeting.id, placeId: assessment.territoryId }) as const
