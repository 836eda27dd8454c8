import { formats } from '#platform/i18n/format.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { hasAdviceAfter } from '#modules/people/roles/queries.ts'
import { withParishIds, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { withProblems, type Body, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { assignMentor, changeAssignment } from './commands.ts'
import { fillAgreement, newAssignment, readAssignment, readAgreement, i18nScope } from './form.ts'
import { findAssignment, findScope, listAssignments, territoriesToAssign } from './queries.ts'
import type { Assignment } from './assignment.ts'
import { mayOfAssignment } from './policy.ts'
import { mayOfProfile } from '#modules/mentors/profiles/policy.ts'
import { findKnownMentor, listKnownMentors } from '#modules/mentors/profiles/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/mentors/assignments/list': { assignments: Assignment[]; today: Day; mayAssign: boolean }
    'modules/mentors/assignments/form': { form: Form; mentors: { id: string; name: string }[]; parishes: ParishChoices }
    'modules/mentors/assignments/show': {
      assignment: Assignment
      form: Form
      mayChange: boolean
      mayProfile: boolean
      conflict: FieldDifference[] | null
    }
  }
}

const readers = only('partner', 'lead', 'auditor')
const staff = only('partner', 'lead')
const problem = (key: string) => ({ key, params: {} })

/** Who advises which parish, from when to when and on what terms: kept by partner staff and the lead partner. */
export function assignmentRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  get(paths.mentors.work, readers, async ({ res, viewer, locale }) => {
    const assignments = await listAssignments(db, viewer, today(now), locale)
    const mayAssign = viewer.roles.some(({ role }) => role === 'partner' || role === 'lead')
    render(res, 'modules/mentors/assignments/list', { assignments, today: today(now), mayAssign })
  })

  const parishesFor = (viewer: Viewer, locale: Locale, { parishId = '' }: Body) =>
    listParishChoices(db, locale, [String(parishId)], territoriesToAssign(viewer))

  const showNew = async ({ res, viewer, locale }: RouteContext<never, Viewer>, form: Form, status = 200) => {
    const parishes = await parishesFor(viewer, locale, form.values)
    const mentors = (await listKnownMentors(db)).toSorted((a, b) => formats[locale].compare(a.name, b.name))
    render(res, 'modules/mentors/assignments/form', { form, mentors, parishes }, status)
  }

  get(paths.mentors.assign, staff, (context) => showNew(context, newAssignment(today(now))))

  /** The account that was chosen or named by its address; the name of the problem where there is none. */
  const accountOf = async ({ personId, email }: { personId: string | null; email: string }) => {
    if (email === '') return (await listKnownMentors(db)).find(({ id }) => id === personId)
    const person = await findPersonByEmail(db, email)
    return person?.deactivatedAt === null ? person : undefined
  }

  post(paths.mentors.assign, staff, async (context) => {
    const { viewer, locale } = context
    const parishes = await parishesFor(viewer, locale, context.body)
    const body = withParishIds(context.body, ['parishId'], parishes, locale) as Body
    const reading = readAssignment(locale, body)
    const again = (form: Form) => showNew(context, form, 422)
    if (!reading.ok) return again(reading.form)
    const wrong = (field: string, key: string) => again(withProblems(i18nScope, body, { [field]: problem(key) }))
    const { email, ...input } = reading.input
    const person = await accountOf(reading.input)
    if (!person) return email === '' ? wrong('personId', 'choose') : wrong('email', 'no_account')
    const offered = parishes.parishes.some(({ id }) => id === input.parishId)
    const parish = offered ? await findScope(db, input.parishId) : undefined
    if (!parish) return wrong('parishId', 'choose')
    orForbidden(mayOfAssignment.assign(viewer, parish))
    const sent = { ...context, body }
    await saveNew(db, sent, {
      make: async (tx) => {
        await assignMentor(tx, { ...input, personId: person.id })
        return paths.mentors.work()
      },
      refused: { words: i18nScope, rules: { role_assignments_do_not_overlap: ['parishId', 'overlap'] }, show: again },
    })
  })

  const find = async ({ viewer, params }: RouteContext<'assignment', Viewer>) =>
    orNotFound(await findAssignment(db, viewer, params.assignment, today(now)))

  get(paths.mentors.assignment, readers, async (context) => {
    const assignment = await find(context)
    const known = orNotFound(await findKnownMentor(db, assignment.mentorId, today(now)))
    const allowed = {
      mayChange: mayOfAssignment.assign(context.viewer, assignment),
      mayProfile: mayOfProfile.editProfile(context.viewer, known),
    }
    const form = fillAgreement(context.locale, assignment)
    render(context.res, 'modules/mentors/assignments/show', { assignment, form, ...allowed, conflict: null })
  })

  post(paths.mentors.assignment, readers, async (context) => {
    const { res, viewer, locale, body } = context
    const assignment = await find(context)
    orForbidden(mayOfAssignment.assign(viewer, assignment))
    const again = (form: Form, status = 422, conflict: FieldDifference[] | null = null, seen = assignment) =>
      render(
        res,
        'modules/mentors/assignments/show',
        { assignment: seen, form, mayChange: true, mayProfile: false, conflict },
        status,
      )
    const reading = readAgreement(locale, body, assignment)
    if (!reading.ok) return again(reading.form)
    const { toDay } = reading.input
    if (toDay !== null && (await hasAdviceAfter(db, assignment.id, toDay)))
      return again(withProblems(i18nScope, body, { toDay: problem('advice_after') }))
    await save(db, context, {
      change: (tx) => changeAssignment(tx, assignment, Number(body['version']) || 0, reading.input),
      to: paths.mentors.work(),
      refused: { words: i18nScope, rules: { role_assignments_do_not_overlap: ['toDay', 'overlap'] }, show: again },
      quicker: /^assignment_agreements_pkey$/,
      conflict: {
        latest: () => find(context),
        fill: (stored) => fillAgreement(locale, stored),
        show: (stored, form, conflict) => again(form, 409, conflict, stored),
      },
    })
  })
}
