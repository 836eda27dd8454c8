import type { Response } from 'express'
import { perform, performOnce, placeOfFirst, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import { today, type Clock, type Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { findPersonByEmail, hasAdviceAfter } from '#people/queries.ts'
import { ensure, found } from '#web/errors.ts'
import { differencesOf, keyOf, withProblems, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { assign, changeAssignment } from './assignment-commands.ts'
import { fillTerms, newAssignment, readAssignment, readTerms, words } from './assignment-form.ts'
import { findAssignment, listAssignments, listParishesToAssign, type ParishOfTerritory } from './assignment-queries.ts'
import type { Assignment } from './assignment.ts'
import { may } from './policy.ts'
import { findKnownMentor, listKnownMentors } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'mentors/assignments': { assignments: Assignment[]; today: Day; mayAssign: boolean }
    'mentors/assign': { form: Form; mentors: { id: string; name: string }[]; parishes: ParishOfTerritory[] }
    'mentors/assignment': {
      assignment: Assignment
      form: Form
      mayChange: boolean
      mayProfile: boolean
      conflict: Difference[] | null
    }
  }
}

const readers = only('partner', 'lead', 'auditor')
const staff = only('partner', 'lead')
const problem = (key: string) => ({ key, params: {} })

/** Who advises which parish, from when to when and on what terms: kept by partner staff and the lead partner. */
export function assignmentRoutes(db: Db, now: Clock, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get('/work/mentors', readers, async ({ res, viewer }) => {
    const assignments = await listAssignments(db, viewer, today(now))
    const mayAssign = viewer.grants.some(({ role }) => role === 'partner' || role === 'lead')
    render(res, 'mentors/assignments', { assignments, today: today(now), mayAssign })
  })

  const showNew = async (res: Response, viewer: Viewer, form: Form, status = 200) =>
    render(
      res,
      'mentors/assign',
      { form, mentors: await listKnownMentors(db), parishes: await listParishesToAssign(db, viewer) },
      status,
    )

  get('/work/mentors/new', staff, ({ res, viewer }) => showNew(res, viewer, newAssignment(today(now))))

  /** The account that was chosen or named by its address; the name of the problem where there is none. */
  const accountOf = async ({ personId, email }: { personId: string | null; email: string }) => {
    if (email === '') return (await listKnownMentors(db)).find(({ id }) => id === personId)
    const person = await findPersonByEmail(db, email)
    return person?.deactivatedAt === null ? person : undefined
  }

  post('/work/mentors/new', staff, async ({ res, viewer, body, locale }) => {
    const reading = readAssignment(locale, body)
    if (!reading.ok) return showNew(res, viewer, reading.form, 422)
    const wrong = (field: string, key: string) =>
      showNew(res, viewer, withProblems(words, body, { [field]: problem(key) }), 422)
    const { email, ...input } = reading.input
    const person = await accountOf(reading.input)
    if (!person) return email === '' ? wrong('personId', 'choose') : wrong('email', 'no_account')
    const parish = (await listParishesToAssign(db, viewer)).find(({ parishId }) => parishId === input.parishId)
    if (!parish) return wrong('parishId', 'choose')
    ensure(may.assign(viewer, parish))
    try {
      await performOnce(db, viewer, keyOf(body), async (act) => {
        await assign(act, { ...input, personId: person.id })
        return '/work/mentors'
      })
    } catch (error) {
      if (brokenConstraint(error) === 'grants_do_not_overlap') return wrong('parishId', 'overlap')
      placeOfFirst(error)
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/mentors`)
  })

  const find = async ({ viewer, params }: Asked<'assignment', Viewer>) =>
    found(await findAssignment(db, viewer, params.assignment, today(now)))

  get('/work/mentors/assignments/:assignment', readers, async (asked) => {
    const assignment = await find(asked)
    const known = found(await findKnownMentor(db, assignment.mentorId, today(now)))
    const allowed = {
      mayChange: may.assign(asked.viewer, assignment),
      mayProfile: may.editProfile(asked.viewer, known),
    }
    const form = fillTerms(asked.locale, assignment)
    render(asked.res, 'mentors/assignment', { assignment, form, ...allowed, conflict: null })
  })

  post('/work/mentors/assignments/:assignment', readers, async (asked) => {
    const { res, viewer, locale, body } = asked
    const assignment = await find(asked)
    ensure(may.assign(viewer, assignment))
    const again = (form: Form, status = 422, conflict: Difference[] | null = null, seen = assignment) =>
      render(
        res,
        'mentors/assignment',
        { assignment: seen, form, mayChange: true, mayProfile: false, conflict },
        status,
      )
    const reading = readTerms(locale, body, assignment)
    if (!reading.ok) return again(reading.form)
    const { toDay } = reading.input
    if (toDay !== null && (await hasAdviceAfter(db, assignment.id, toDay)))
      return again(withProblems(words, body, { toDay: problem('advice_after') }))
    try {
      await perform(db, viewer, (act) => changeAssignment(act, assignment, Number(body['version']) || 0, reading.input))
    } catch (error) {
      if (brokenConstraint(error) === 'grants_do_not_overlap')
        return again(withProblems(words, body, { toDay: problem('overlap') }))
      if (!(error instanceof Stale) && brokenConstraint(error) !== 'assignment_terms_pkey') throw error
      const stored = await find(asked)
      const form = withProblems(words, { ...body, version: String(stored.version) }, {})
      return again(form, 409, differencesOf(form, fillTerms(locale, stored)), stored)
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/mentors`)
  })
}
