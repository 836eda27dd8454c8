import type { Response } from 'express'
import { describeFiles, readFiles, showFiles, type ShownFile, type FilesReading } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import { today } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { withProblems, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { saveProfile } from './commands.ts'
import { mayOfProfile } from './policy.ts'
import { fillProfile, readProfile, i18nScope } from './form.ts'
import { findKnownMentor, type MentorWithProfile } from './queries.ts'

interface ProfilePage {
  mentor: MentorWithProfile
  form: Form
  writing: Locale
  photos: ShownFile[]
  mayPublish: boolean
  conflict: FieldDifference[] | null
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/mentors/profiles/form': ProfilePage
  }
}

const photo = { name: 'photo', pictures: true }
type OfPerson = RouteContext<'person', Viewer>

/** What a mentor tells of themselves: written by them, and by partner staff of where they are assigned. */
export function profileRoutes(
  { db, store, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const find = async ({ viewer, params }: OfPerson): Promise<MentorWithProfile> => {
    const mentor = orNotFound(await findKnownMentor(db, params.person, today(now)))
    if (!mayOfProfile.editProfile(viewer, mentor)) throw new NotFound()
    return mentor
  }

  const attachedTo = ({ profile }: MentorWithProfile) => (profile?.photo ? [profile.photo] : [])

  const show = (res: Response, viewer: Viewer, page: Omit<ProfilePage, 'mayPublish'>, status = 200) =>
    render(
      res,
      'modules/mentors/profiles/form',
      { ...page, mayPublish: mayOfProfile.publish(viewer, page.mentor) },
      status,
    )

  get(paths.mentors.profile, signedIn, async (context) => {
    const mentor = await find(context)
    const writing = contentLocale(context)
    const form = fillProfile(context.locale, writing, mentor.profile)
    const photos = showFiles(writing, attachedTo(mentor))
    show(context.res, context.viewer, { mentor, form, writing, photos, conflict: null })
  })

  post(paths.mentors.profile, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    const mentor = await find(context)
    const writing = contentLocale(context)
    const pictures = await readFiles(db, viewer, body, photo, attachedTo(mentor), writing)
    const reading = readProfile(locale, writing, body, mentor.profile)
    const problems = { ...(reading.ok ? {} : reading.form.problems), ...pictures.problems }
    if (!reading.ok || Object.keys(problems).length > 0) {
      const form = withProblems(i18nScope, body, problems)
      return show(res, viewer, { mentor, form, writing, photos: pictures.shown, conflict: null }, 422)
    }
    const published = mayOfProfile.publish(viewer, mentor) ? reading.published : undefined
    const changes = { ...reading.input, photoId: chosen(pictures), published }
    await save(db, context, {
      change: async (tx) => {
        await describeFiles(tx, writing, pictures)
        await saveProfile(tx, mentor, Number(body['version']) || 0, changes, now())
      },
      to: `${paths.mentors.profile(mentor.personId)}?in=${nextContentLocale(context)}`,
      quicker: /^mentors_person_id_key$/,
      conflict: {
        latest: () => find(context),
        fill: ({ profile }) => fillProfile(locale, writing, profile),
        show: (stored, form, conflict) =>
          show(res, viewer, { mentor: stored, form, writing, photos: pictures.shown, conflict }, 409),
      },
    })
  })

  const sendPhoto = (small: boolean) => async (context: RouteContext<'person' | 'file', Viewer>) => {
    const picture = (await find(context)).profile?.photo
    await sendFile(context.res, store, orNotFound(picture?.id === context.params.file ? picture : null), { small })
  }

  get(paths.mentors.ownPhoto, signedIn, sendPhoto(false))
  get(paths.mentors.smallOwnPhoto, signedIn, sendPhoto(true))
}

/** A mentor has one photo: the newest that was kept. */
const chosen = ({ kept, added }: FilesReading): string | null => (added.at(-1) ?? kept.at(-1))?.id ?? null
