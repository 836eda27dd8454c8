import type { Response } from 'express'
import { transact, VersionConflict } from '#platform/db/transact.ts'
import { describeFiles, readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { isRound, type Assessment, type VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import { changeMeetingFiles } from '#modules/assessments/assessment/file-commands.ts'
import { filesOfMeeting, type MeetingFiles } from '#modules/assessments/assessment/file-queries.ts'
import { may } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, findAssessmentContent } from '#modules/assessments/assessment/queries.ts'

interface Place {
  assessment: Assessment
  meeting: VillageMeeting
  attached: MeetingFiles
}

interface Shown {
  form: Form
  photos: ShownFile[]
  documents: ShownFile[]
  writing: Locale
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/meetings/files': Omit<Place, 'attached'> & Shown
  }
}

type OfMeeting = RouteContext<'parish' | 'round' | 'meeting', Viewer>
type OfFile = RouteContext<'parish' | 'round' | 'meeting' | 'file', Viewer>

const i18nScope = 'assessments:meeting_files'
const photos = { name: 'photos', pictures: true }
const documents = { name: 'documents' }

/** Minutes and photos of a meeting. People are named and shown in them: they are read by whoever reads the names. */
export function meetingFileRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const placeOf = async ({ viewer, params }: OfMeeting | OfFile): Promise<Place> => {
    const { parish, round } = params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.readNames(viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const { meetings } = await findAssessmentContent(db, assessment)
    const meeting = orNotFound(meetings.find(({ id }) => id === params.meeting))
    return { assessment, meeting, attached: await filesOfMeeting(db, meeting) }
  }

  const show = (res: Response, { assessment, meeting }: Place, shown: Shown, status = 200) =>
    render(res, 'modules/assessments/meetings/files', { assessment, meeting, ...shown }, status)

  get(paths.assessments.meetingFiles, signedIn, async (context) => {
    const place = await placeOf(context)
    orForbidden(may.meet(context.viewer, place.assessment))
    const writing = contentLocale(context)
    show(context.res, place, {
      form: blankForm(i18nScope),
      photos: showFiles(writing, place.attached.photos),
      documents: showFiles(writing, place.attached.documents),
      writing,
    })
  })

  post(paths.assessments.meetingFiles, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const place = await placeOf(context)
    orForbidden(may.write(viewer, place.assessment))
    if (!may.meet(viewer, place.assessment)) throw new VersionConflict('the assessment is frozen')
    const writing = contentLocale(context)
    const pictures = await readFiles(db, viewer, body, photos, place.attached.photos, writing)
    const documentFiles = await readFiles(db, viewer, body, documents, place.attached.documents, writing)
    const problems = { ...pictures.problems, ...documentFiles.problems }
    if (Object.keys(problems).length > 0) {
      const form = withProblems(i18nScope, body, problems)
      return show(res, place, { form, photos: pictures.shown, documents: documentFiles.shown, writing }, 422)
    }
    await transact(db, viewer, async (tx) => {
      await changeMeetingFiles(tx, place.meeting, { photo: pictures, document: documentFiles })
      await describeFiles(tx, writing, pictures)
    })
    flash(res, 'saved')
    res.redirect(303, `/${locale}${addressOf(place)}`)
  })

  const send = async (context: OfFile, small: boolean) => {
    const { assessment, attached } = await placeOf(context)
    const { file: subjectId } = context.params
    noteRead(context.res, { kind: 'evidence', subjectId, placeId: assessment.territoryId, rows: 1, how: 'file' })
    const all = [...attached.photos, ...attached.documents]
    await sendFile(context.res, store, orNotFound(all.find(({ id }) => id === context.params.file)), { small })
  }

  get(paths.assessments.meetingFile, signedIn, (context) => send(context, false))
  get(paths.assessments.smallMeetingFile, signedIn, (context) => send(context, true))
}

const addressOf = ({ assessment, meeting }: Pick<Place, 'assessment' | 'meeting'>) =>
  paths.assessments.meeting({ parish: assessment.parishSlug, round: assessment.round, meeting: meeting.id })
