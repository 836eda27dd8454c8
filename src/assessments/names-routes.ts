import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { fill, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { isRound, type Assessment, type Meeting } from './assessment.ts'
import { namesForm } from './forms.ts'
import { keepNames } from './meeting-commands.ts'
import { namesIn, namesScope } from './meeting-form.ts'
import { may } from './policy.ts'
import { findAssessment, findWork, listNames } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'assessments/names': {
      assessment: Assessment
      meeting: Meeting
      form: Form
      theirs: string | null
      mayWrite: boolean
    }
  }
}

type OfMeeting = Asked<'parish' | 'round' | 'meeting', Viewer>

/** Who took part in a meeting, by name: a page that is not there for anybody but those in charge. */
export function namesRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const namesOf = async (asked: OfMeeting) => {
    const { parish, round } = asked.params
    const assessment = found(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.readNames(asked.viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const { meetings } = await findWork(db, assessment)
    const meeting = found(meetings.find(({ id }) => id === asked.params.meeting))
    const names = (await listNames(db, meeting)).map(({ name }) => name).join('\n')
    return { assessment, meeting, names, mayWrite: may.writeNames(asked.viewer, assessment) }
  }

  get(paths.assessments.names, signedIn, async (asked) => {
    const now = await namesOf(asked)
    const { names: _, ...place } = now
    render(asked.res, 'assessments/names', { ...place, form: fillNames(asked.locale, now), theirs: null })
  })

  post(paths.assessments.names, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const { names: _, ...place } = await namesOf(asked)
    ensure(place.mayWrite)
    const reading = read(namesScope, namesForm[locale], body)
    if (!reading.ok) return render(res, 'assessments/names', { ...place, form: reading.form, theirs: null }, 422)
    const { names, version } = reading.input
    await save(db, asked, {
      change: (tx) => keepNames(tx, place.meeting, namesIn(names), version),
      to: addressOf(place),
      conflict: {
        latest: () => namesOf(asked),
        fill: (now) => fillNames(locale, now),
        show: ({ names: theirs, ...now }, form) => render(res, 'assessments/names', { ...now, form, theirs }, 409),
      },
    })
  })
}

const fillNames = (locale: Locale, { names, meeting }: { names: string; meeting: Meeting }) =>
  fill(namesScope, namesForm[locale], { names, version: meeting.namesVersion })

const addressOf = ({ assessment, meeting }: { assessment: Assessment; meeting: Meeting }) =>
  paths.assessments.names({ parish: assessment.parishSlug, round: assessment.round, meeting: meeting.id })
