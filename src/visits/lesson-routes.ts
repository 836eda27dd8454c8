import { transact } from '#db/act.ts'
import { isUuid } from '#lib/fields.ts'
import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, fill, read, withProblems, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { writingIn } from '#web/writing.ts'
import { keepNotes } from './commands.ts'
import { lessonForm, notesForm } from './forms.ts'
import { forgetLesson, learn } from './lesson-commands.ts'
import { may } from './policy.ts'
import { findVisit, listInitiativesOf, type InitiativeOf } from './queries.ts'
import { staff } from './staff-routes.ts'
import type { Places, VisitInFull } from './visit.ts'

declare module '#web/render.ts' {
  interface Views {
    'visits/seminar': {
      visit: VisitInFull
      form: Form
      writing: Locale
      mayEdit: boolean
      conflict: Difference[] | null
    }
    'visits/lessons': {
      visit: VisitInFull
      parishes: Places[]
      initiatives: InitiativeOf[]
      form: Form
      writing: Locale
      removable: string[]
    }
  }
}

type OfVisit = Asked<'visit', Viewer>

const lessonWords = 'visits:lesson'
const notesWords = 'visits:seminar'
/** What was said at the seminar, and what each parish takes home. */
export function lessonRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async ({ viewer, params }: OfVisit) => found(await findVisit(db, viewer, params.visit))

  const fillNotes = ({ locale, ...asked }: OfVisit, visit: VisitInFull) =>
    fill(notesWords, notesForm[locale], {
      notes: visit.seminarNotes?.[writingIn({ locale, ...asked })] ?? '',
      version: visit.version,
    })

  get(paths.visits.seminar, staff, async (asked) => {
    const visit = await find(asked)
    const page = { visit, writing: writingIn(asked), mayEdit: may.edit(asked.viewer, visit), conflict: null }
    render(asked.res, 'visits/seminar', { ...page, form: fillNotes(asked, visit) })
  })

  post(paths.visits.seminar, staff, async (asked) => {
    const { res, viewer, locale, body } = asked
    const visit = await find(asked)
    ensure(may.edit(viewer, visit))
    const page = { writing: writingIn(asked), mayEdit: true }
    const reading = read(notesWords, notesForm[locale], body)
    if (!reading.ok) return render(res, 'visits/seminar', { ...page, visit, form: reading.form, conflict: null }, 422)
    const notes = writeIn(page.writing, visit.seminarNotes, reading.input.notes)
    await save(db, asked, {
      change: (tx) => keepNotes(tx, { id: visit.id, version: reading.input.version }, notes),
      to: paths.visits.overview(visit.slug),
      conflict: {
        latest: () => find(asked),
        fill: (current) => fillNotes(asked, current),
        show: (current, form, conflict) =>
          render(res, 'visits/seminar', { ...page, visit: current, form, conflict }, 409),
      },
    })
  })

  const showLessons = async (asked: OfVisit, visit: VisitInFull, form: Form, status = 200) => {
    const { res, viewer } = asked
    const parishes = visit.places.filter((parish) => may.learn(viewer, visit, parish))
    ensure(parishes.length > 0 || may.seePeople(viewer))
    const initiatives = await listInitiativesOf(
      db,
      parishes.map(({ parishId }) => parishId),
    )
    const removable = visit.lessons.filter((lesson) => may.learn(viewer, visit, lesson)).map(({ id }) => id)
    render(res, 'visits/lessons', { visit, parishes, initiatives, form, writing: writingIn(asked), removable }, status)
  }

  get(paths.visits.lessons, signedIn, async (asked) => {
    await showLessons(asked, await find(asked), blank(lessonWords, { public: 'yes' }))
  })

  post(paths.visits.lessons, signedIn, async (asked) => {
    const { viewer, locale, body } = asked
    const visit = await find(asked)
    const reading = read(lessonWords, lessonForm[locale], body)
    if (!reading.ok) return showLessons(asked, visit, reading.form, 422)
    const { text, ...input } = reading.input
    const parish = visit.places.find(({ parishId }) => parishId === input.parishId)
    if (!parish) {
      const form = withProblems(lessonWords, body, { parishId: { key: 'choose', params: {} } })
      return showLessons(asked, visit, form, 422)
    }
    ensure(may.learn(viewer, visit, parish))
    const said = { source: writingIn(asked), [writingIn(asked)]: text }
    const choose = ['initiativeId', 'choose'] as const
    await saveNew(db, asked, {
      make: async (tx) => {
        await learn(tx, visit, { ...input, text: said })
        return paths.visits.lessons(visit.slug)
      },
      refused: {
        words: lessonWords,
        rules: { visit_lessons_initiative_of_parish: choose, visit_lessons_initiative_id_fkey: choose },
        show: (form) => showLessons(asked, visit, form, 422),
      },
    })
  })

  post(paths.visits.lessonRemoval, signedIn, async (asked) => {
    const { params, viewer, res, locale } = asked
    const visit = await find(asked)
    const lesson = found((isUuid(params.lesson) && visit.lessons.find(({ id }) => id === params.lesson)) || null)
    ensure(may.learn(viewer, visit, lesson))
    await transact(db, viewer, (tx) => forgetLesson(tx, visit, lesson))
    noticed(res, 'removed')
    res.redirect(303, `/${locale}${paths.visits.lessons(visit.slug)}`)
  })
}
