import { transact } from '#platform/db/transact.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import {
  blankForm,
  fillForm,
  readForm,
  withProblems,
  type FieldDifference,
  type Form,
} from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { saveSeminarNotes } from '#modules/visits/visits/commands.ts'
import { lessonForm, notesForm } from '#modules/visits/visits/schema.ts'
import { deleteLesson, noteLesson } from './commands.ts'
import { may } from '#modules/visits/visits/policy.ts'
import { findVisit, listInitiativeChoices, type InitiativeChoice } from '#modules/visits/visits/queries.ts'
import { visitStaff } from '#modules/visits/visits/staff-guard.ts'
import type { PlaceQuotas, VisitInFull } from '#modules/visits/visits/visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/lessons/seminar': {
      visit: VisitInFull
      form: Form
      writing: Locale
      mayEdit: boolean
      conflict: FieldDifference[] | null
    }
    'modules/visits/lessons/form': {
      visit: VisitInFull
      parishes: PlaceQuotas[]
      initiatives: InitiativeChoice[]
      form: Form
      writing: Locale
      removable: string[]
    }
  }
}

type OfVisit = RouteContext<'visit', Viewer>

const lessonWords = 'visits:lesson'
const notesWords = 'visits:seminar'
/** What was said at the seminar, and what each parish takes home. */
export function lessonRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async ({ viewer, params }: OfVisit) => orNotFound(await findVisit(db, viewer, params.visit))

  const fillNotes = ({ locale, ...asked }: OfVisit, visit: VisitInFull) =>
    fillForm(notesWords, notesForm[locale], {
      notes: visit.seminarNotes?.[contentLocale({ locale, ...asked })] ?? '',
      version: visit.version,
    })

  get(paths.visits.seminar, visitStaff, async (context) => {
    const visit = await find(context)
    const page = { visit, writing: contentLocale(context), mayEdit: may.edit(context.viewer, visit), conflict: null }
    render(context.res, 'modules/visits/lessons/seminar', { ...page, form: fillNotes(context, visit) })
  })

  post(paths.visits.seminar, visitStaff, async (context) => {
    const { res, viewer, locale, body } = context
    const visit = await find(context)
    orForbidden(may.edit(viewer, visit))
    const page = { writing: contentLocale(context), mayEdit: true }
    const reading = readForm(notesWords, notesForm[locale], body)
    if (!reading.ok)
      return render(res, 'modules/visits/lessons/seminar', { ...page, visit, form: reading.form, conflict: null }, 422)
    const notes = setTranslation(page.writing, visit.seminarNotes, reading.input.notes)
    await save(db, context, {
      change: (tx) => saveSeminarNotes(tx, { id: visit.id, version: reading.input.version }, notes),
      to: paths.visits.overview(visit.slug),
      conflict: {
        latest: () => find(context),
        fill: (current) => fillNotes(context, current),
        show: (current, form, conflict) =>
          render(res, 'modules/visits/lessons/seminar', { ...page, visit: current, form, conflict }, 409),
      },
    })
  })

  const showLessons = async (context: OfVisit, visit: VisitInFull, form: Form, status = 200) => {
    const { res, viewer } = context
    const parishes = visit.places.filter((parish) => may.learn(viewer, visit, parish))
    orForbidden(parishes.length > 0 || may.seePeople(viewer))
    const initiatives = await listInitiativeChoices(
      db,
      parishes.map(({ parishId }) => parishId),
    )
    const removable = visit.lessons.filter((lesson) => may.learn(viewer, visit, lesson)).map(({ id }) => id)
    render(
      res,
      'modules/visits/lessons/form',
      { visit, parishes, initiatives, form, writing: contentLocale(context), removable },
      status,
    )
  }

  get(paths.visits.lessons, signedIn, async (context) => {
    await showLessons(context, await find(context), blankForm(lessonWords, { public: 'yes' }))
  })

  post(paths.visits.lessons, signedIn, async (context) => {
    const { viewer, locale, body } = context
    const visit = await find(context)
    const reading = readForm(lessonWords, lessonForm[locale], body)
    if (!reading.ok) return showLessons(context, visit, reading.form, 422)
    const { text, ...input } = reading.input
    const parish = visit.places.find(({ parishId }) => parishId === input.parishId)
    if (!parish) {
      const form = withProblems(lessonWords, body, { parishId: { key: 'choose', params: {} } })
      return showLessons(context, visit, form, 422)
    }
    orForbidden(may.learn(viewer, visit, parish))
    const said = { source: contentLocale(context), [contentLocale(context)]: text }
    const choose = ['initiativeId', 'choose'] as const
    await saveNew(db, context, {
      make: async (tx) => {
        await noteLesson(tx, visit, { ...input, text: said })
        return paths.visits.lessons(visit.slug)
      },
      refused: {
        words: lessonWords,
        rules: { visit_lessons_initiative_of_parish: choose, visit_lessons_initiative_id_fkey: choose },
        show: (form) => showLessons(context, visit, form, 422),
      },
    })
  })

  post(paths.visits.lessonRemoval, signedIn, async (context) => {
    const { params, viewer, res, locale } = context
    const visit = await find(context)
    const lesson = orNotFound((isUuid(params.lesson) && visit.lessons.find(({ id }) => id === params.lesson)) || null)
    orForbidden(may.learn(viewer, visit, lesson))
    await transact(db, viewer, (tx) => deleteLesson(tx, visit, lesson))
    flash(res, 'removed')
    res.redirect(303, `/${locale}${paths.visits.lessons(visit.slug)}`)
  })
}
