import { topics, type Topic } from '#advice/session.ts'
import { sendFile } from '#files/send.ts'
import { today } from '#lib/day.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { anyone, type RouteContext, type routes } from '#web/routes.ts'
import type { Viewer } from '#lib/viewer.ts'
import { spokenLanguages, type SpokenLanguage } from './mentor.ts'
import { findPublicMentor, listPublicMentors, type MentorFilter, type MentorOfParishes } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'mentors/list': {
      mentors: MentorOfParishes[]
      filter: MentorFilter
      topics: readonly Topic[]
      tongues: readonly SpokenLanguage[]
    }
    'mentors/show': { mentor: MentorOfParishes; asks: boolean }
  }
}

/** Mentors who chose to be found: their pages and their photos. */
export function publicProfileRoutes({ db, store, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.mentors.list, anyone, async ({ res, query }) => {
    const filter = {
      expertise: topics.find((each) => each === query['expertise']) ?? null,
      speaks: spokenLanguages.find((each) => each === query['speaks']) ?? null,
    }
    const mentors = await listPublicMentors(db, today(now), filter)
    render(res, 'mentors/list', { mentors, filter, topics, tongues: spokenLanguages })
  })

  const find = async ({ params }: RouteContext<'mentor', Viewer | null>) =>
    orNotFound(await findPublicMentor(db, today(now), params.mentor))

  get(paths.mentors.mentor, anyone, async (context) => {
    const mentor = await find(context)
    const mine = context.viewer?.grants.some(({ role }) => role === 'member') ?? false
    render(context.res, 'mentors/show', { mentor, asks: mine })
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
