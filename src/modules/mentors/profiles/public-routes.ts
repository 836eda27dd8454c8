import { formats } from '#platform/i18n/format.ts'
import { topics, type Topic } from '#modules/advice/sessions/session.ts'
import { sendFile } from '#platform/files/send.ts'
import { today } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type RouteContext, type routes } from '#platform/web/routes.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { spokenLanguages, type SpokenLanguage } from './mentor.ts'
import { findPublicMentor, listPublicMentors, type MentorFilter, type MentorOfParishes } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/mentors/profiles/list': {
      mentors: MentorOfParishes[]
      filter: MentorFilter
      topics: readonly Topic[]
      tongues: readonly SpokenLanguage[]
    }
    'modules/mentors/profiles/show': { mentor: MentorOfParishes; asks: boolean }
  }
}

/** Mentors who chose to be found: their pages and their photos. */
export function publicProfileRoutes({ db, store, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.mentors.list, anyone, async ({ res, query, locale }) => {
    const filter = {
      expertise: topics.find((each) => each === query['expertise']) ?? null,
      speaks: spokenLanguages.find((each) => each === query['speaks']) ?? null,
    }
    const mentors = (await listPublicMentors(db, today(now), filter)).toSorted((a, b) =>
      formats[locale].compare(a.name, b.name),
    )
    render(res, 'modules/mentors/profiles/list', { mentors, filter, topics, tongues: spokenLanguages })
  })

  const find = async ({ params }: RouteContext<'mentor', Viewer | null>) =>
    orNotFound(await findPublicMentor(db, today(now), params.mentor))

  get(paths.mentors.mentor, anyone, async (context) => {
    const mentor = await find(context)
    const mine = context.viewer?.roles.some(({ role }) => role === 'member') ?? false
    render(context.res, 'modules/mentors/profiles/show', { mentor, asks: mine })
  })

  const sendPhoto = (small: boolean) => async (context: RouteContext<'mentor' | 'file', Viewer | null>) => {
    const { photo } = await find(context)
    await sendFile(context.res, store, orNotFound(photo?.id === context.params.file ? photo : null), {
      small,
      forAll: true,
    })
  }

  get(paths.mentors.photo, anyone, sendPhoto(false))
  get(paths.mentors.smallPhoto, anyone, sendPhoto(true))
}
