import { today, type Day } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import { findPersonByEmail, hasAdviceAfter } from '#people/queries.ts'
import { withParishIds, type ParishChoices } from '#places/choice.ts'
import { listParishChoices } from '#places/queries.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { withProblems, type Body, type FieldDifference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, type RouteContext, type routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { assignMentor, changeAssignment } from './assignment-commands.ts'
import { fillAgreement, newAssignment, readAssignment, readAgreement, i18nScope } from './assignment-form.ts'
import { findAssignment, findScope, listAssignments, territoriesToAssign } from './assignment-queries.ts'
import type { Assignment } from './assignment.ts'
import { mayOfAssignment } from './assignment-policy.ts'
import { mayOfProfile } from './profile-policy.ts'
import { findKnownMentor, listKnownMentors } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'mentors/assignments': { assignments: Assignment[]; today: Day; mayAssign: boolean }
    'mentors/assign': { form: Form; mentors: { id: string; name: string }[]; parishes: ParishChoices }
    'mentors/assignment': {
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
  get(paths.mentors.work, readers, async ({ res, viewer }) => {
    const assignments = await listAssignments(db, viewer, today(now))
    const mayAssign = viewer.grants.some(({ role }) => role === 'partner' || role === 'lead')
    render(res, 'mentors/assignments', { assignments, today: today(now), mayAssign })
  })

  const parishesFor = (viewer: Viewer, locale: Locale, { parishId = '' }: Body) =>
    listParishChoices(db, locale, [String(parishId)], territoriesToAssign(viewer))

  const showNew = async ({ res, viewer, locale }: RouteContext<never, Viewer>, form: Form, status = 200) => {
    const parishes = await parishesFor(viewer, locale, form.values)
    render(res, 'mentors/assign', { form, mentors: await listKnownMentors(db), parishes }, status)
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
      refused: { words: i18nScope, rules: { grants_do_not_overlap: ['parishId', 'overlap'] }, show: again },
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
    render(context.res, 'mentors/assignment', { assignment, form, ...allowed, conflict: null })
  })

  post(paths.mentors.assignment, readers, async (context) => {
    const { res, viewer, locale, body } = context
    const assignment = await find(context)
    orForbidden(mayOfAssignment.assign(viewer, assignment))
    const again = (form: Form, status = 422, conflict: FieldDifference[] | null = null, seen = assignment) =>
      render(
        res,
        'mentors/assignment',
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
      refused: { words: i18nScope, rules: { grants_do_not_overlap: ['toDay', 'overlap'] }, show: again },
      quicker: /^assignment_agreements_pkey$/,
      conflict: {
        latest: () => find(context),
        fill: (stored) => fillAgreement(locale, stored),
        show: (stored, form, conflict) => again(form, 409, conflict, stored),
      },
    })
  })
}
