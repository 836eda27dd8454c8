import { transact, type AuditedTransaction } from '#db/act.ts'
import { isUuid } from '#lib/fields.ts'
import { writeIn } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Place } from '#resources/resource.ts'
import type { Services } from '#services/services.ts'
import { found } from '#web/errors.ts'
import { blank, read, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { writingIn } from '#web/writing.ts'
import { address, answer, drop, reopen, unanswer } from './commands.ts'
import { answerForm, dropForm } from './forms.ts'
import type { Choice, Need, NeedWithAnswers } from './need.ts'
import { may } from './policy.ts'
import { listChoices } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'needs/drop': { place: Place; need: Need; form: Form }
  }
}

type OfNeed = Asked<'parish' | 'need', Viewer>

interface Found {
  place: Place
  need: NeedWithAnswers
}

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (asked: OfNeed, allowed?: typeof may.edit) => Promise<Found>
  show: (asked: OfNeed, page: Found & { choices?: Choice[]; answering?: Form }, status?: number) => Promise<void>
}

/** What answers a need, and how a need ends. */
export function answeringRoutes({ db }: Services, { get, post, one, show }: Pages) {
  const back = ({ res, locale }: OfNeed, { place, need }: Found) => {
    res.redirect(303, `/${locale}${paths.needs.need({ parish: place.parishSlug, need: need.id })}`)
  }

  post(paths.needs.answers, signedIn, async (asked) => {
    const its = await one(asked, may.edit)
    const reading = read('needs:answering', answerForm[asked.locale], asked.body)
    const choices = await listChoices(db, its.place.parishId)
    const to = reading.ok ? choices.find(({ kind, id }) => `${kind}:${id}` === reading.input.what) : undefined
    if (!reading.ok) return show(asked, { ...its, choices, answering: reading.form }, 422)
    if (!to) {
      const answering = withProblems('needs:answering', asked.body, { what: { key: 'choose', params: {} } })
      return show(asked, { ...its, choices, answering }, 422)
    }
    const said = writeIn(writingIn(asked), null, reading.input.note)
    await transact(db, asked.viewer, (tx) => answer(tx, its.need, to, said))
    noticed(asked.res, 'saved')
    back(asked, its)
  })

  post(paths.needs.answerRemoval, signedIn, async (asked) => {
    const its = await one(asked, may.edit)
    const { id } = found(
      (isUuid(asked.params.answer) && its.need.answers.find((each) => each.id === asked.params.answer)) || null,
    )
    await transact(db, asked.viewer, (tx) => unanswer(tx, its.need, id))
    noticed(asked.res, 'removed')
    back(asked, its)
  })

  get(paths.needs.drop, signedIn, async (asked) => {
    render(asked.res, 'needs/drop', { ...(await one(asked, may.edit)), form: blank('needs:drop') })
  })

  post(paths.needs.drop, signedIn, async (asked) => {
    const its = await one(asked, may.edit)
    const reading = read('needs:drop', dropForm[asked.locale], asked.body)
    if (!reading.ok) return render(asked.res, 'needs/drop', { ...its, form: reading.form }, 422)
    const writing = writingIn(asked)
    const reason = { source: writing, [writing]: reading.input.reason }
    if (its.need.state !== 'dropped') await transact(db, asked.viewer, (tx) => drop(tx, its.need, reason))
    noticed(asked.res, 'saved')
    back(asked, its)
  })

  const turn = (
    path: 'addressed' | 'reopening',
    states: Need['state'][],
    take: (tx: AuditedTransaction, need: Need) => Promise<void>,
  ) => {
    post(paths.needs[path], signedIn, async (asked) => {
      const its = await one(asked, may.edit)
      // Pressed twice, or by two people: it is so already.
      if (states.includes(its.need.state)) await transact(db, asked.viewer, (tx) => take(tx, its.need))
      noticed(asked.res, 'saved')
      back(asked, its)
    })
  }

  turn('addressed', ['open', 'planned'], address)
  turn('reopening', ['addressed', 'dropped'], reopen)
}
