import type { Response } from 'express'
import { AlreadyDone, perform, performOnce, type Act } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import { today, type Clock, type Day } from '#lib/day.ts'
import { isUuid } from '#lib/fields.ts'
import { roles, type Viewer } from '#lib/viewer.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, fill, keyOf, read, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { deactivate, endGrant, entrust, welcome } from './commands.ts'
import { accountForm, endForm, grantForm, grantOf } from './forms.ts'
import { shortestPassword, weaknessOf, type Person } from './person.ts'
import { may } from './policy.ts'
import {
  findHeld,
  findPerson,
  hasAdviceAfter,
  listHeldBy,
  listPeople,
  listScopes,
  type Held,
  type Place,
} from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'people/admin/list': { people: (Person & { held: Held[] })[]; mayAdminister: boolean; present: Day }
    'people/admin/open': { form: Form; shortest: number }
    'people/admin/show': {
      person: Person
      held: (Held & { mayEnd: boolean })[]
      form: Form
      roles: readonly string[]
      scopes: { territories: Place[]; parishes: Place[] }
      mayAdminister: boolean
      mayClose: boolean
    }
    'people/admin/end': { person: Person; grant: Held; form: Form }
    'people/admin/close': { person: Person }
  }
}

const accountWords = 'people:open'
const grantWords = 'people:grant'
const endWords = 'people:end'

/** Accounts and roles: the administrator looks after them, the lead partner reads them. */
export function peopleAdminRoutes(db: Db, now: Clock) {
  const { router, get, post } = routes()
  const administrator = only('administrator')

  const known = async (id: string) => found(isUuid(id) ? await findPerson(db, id) : undefined)

  const once = async (viewer: Viewer, body: Body, run: (act: Act) => Promise<string>) => {
    try {
      return await performOnce(db, viewer, keyOf(body), run)
    } catch (error) {
      if (error instanceof AlreadyDone) return error.location
      throw error
    }
  }

  const showPerson = async (res: Response, viewer: Viewer, person: Person, form: Form, status = 200) => {
    const [held, scopes] = [await listHeldBy(db, person.id), await listScopes(db)]
    const mayAdminister = may.administer(viewer)
    const day = today(now)
    render(
      res,
      'people/admin/show',
      {
        person,
        held: held.map((grant) => ({ ...grant, mayEnd: may.endGrant(viewer, grant, day) })),
        form,
        roles,
        scopes,
        mayAdminister,
        mayClose: may.close(viewer, person),
      },
      status,
    )
  }

  get('/work/admin/people', only('administrator', 'lead'), async ({ res, viewer }) => {
    render(res, 'people/admin/list', {
      people: await listPeople(db),
      mayAdminister: may.administer(viewer),
      present: today(now),
    })
  })

  get('/work/admin/people/new', administrator, ({ res, locale }) => {
    render(res, 'people/admin/open', { form: blank(accountWords, { locale }), shortest: shortestPassword })
  })

  post('/work/admin/people/new', administrator, async ({ res, viewer, body, locale }) => {
    const refuse = (form: Form) =>
      render(res, 'people/admin/open', { form: bare(form), shortest: shortestPassword }, 422)
    const reading = read(accountWords, accountForm[locale], body)
    if (!reading.ok) return refuse(reading.form)
    const weakness = weaknessOf(reading.input.password, reading.input)
    if (weakness) return refuse(withProblems(accountWords, body, { password: problem(weakness) }))

    try {
      const location = await once(viewer, body, async (act) => {
        const { id } = await welcome(act, { ...reading.input, locale: reading.input.locale ?? locale })
        return `/work/admin/people/${id}`
      })
      noticed(res, 'saved')
      res.redirect(303, `/${locale}${location}`)
    } catch (error) {
      if (brokenConstraint(error) !== 'people_email_key') throw error
      refuse(withProblems(accountWords, body, { email: problem('duplicate') }))
    }
  })

  get('/work/admin/people/:person', only('administrator', 'lead'), async ({ res, viewer, params }) => {
    await showPerson(res, viewer, await known(params.person), blank(grantWords, { fromDay: today(now) }))
  })

  post('/work/admin/people/:person/grants', administrator, async ({ res, viewer, params, body, locale }) => {
    const person = await known(params.person)
    const reading = read(grantWords, grantForm[locale], body)
    if (!reading.ok) return showPerson(res, viewer, person, reading.form, 422)
    try {
      await once(viewer, body, async (act) => {
        await entrust(act, person, grantOf(reading.input))
        return `/work/admin/people/${person.id}`
      })
    } catch (error) {
      if (brokenConstraint(error) !== 'grants_do_not_overlap') throw error
      return showPerson(res, viewer, person, withProblems(grantWords, body, { role: problem('held') }), 422)
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/admin/people/${person.id}`)
  })

  const endable = async (viewer: Viewer, params: { person: string; grant: string }) => {
    const person = await known(params.person)
    const grant = found(isUuid(params.grant) ? await findHeld(db, person.id, params.grant) : undefined)
    ensure(may.endGrant(viewer, grant, today(now)))
    return { person, grant }
  }

  get('/work/admin/people/:person/grants/:grant/end', administrator, async ({ res, viewer, params, locale }) => {
    const form = fill(endWords, endForm[locale], { toDay: today(now) })
    render(res, 'people/admin/end', { ...(await endable(viewer, params)), form })
  })

  post('/work/admin/people/:person/grants/:grant/end', administrator, async ({ res, viewer, params, body, locale }) => {
    const { person, grant } = await endable(viewer, params)
    const reading = read(endWords, endForm[locale], body)
    if (!reading.ok) return render(res, 'people/admin/end', { person, grant, form: reading.form }, 422)
    const toDay = reading.input.toDay as Day
    const wrong =
      toDay < grant.fromDay ? 'day_order' : (await hasAdviceAfter(db, grant.id, toDay)) ? 'advice_after' : null
    if (wrong) {
      const form = withProblems(endWords, body, { toDay: problem(wrong) })
      return render(res, 'people/admin/end', { person, grant, form }, 422)
    }
    await perform(db, viewer, (act) => endGrant(act, grant, toDay))
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/admin/people/${person.id}`)
  })

  get('/work/admin/people/:person/close', administrator, async ({ res, viewer, params }) => {
    const person = await known(params.person)
    ensure(may.close(viewer, person))
    render(res, 'people/admin/close', { person })
  })

  post('/work/admin/people/:person/close', administrator, async ({ res, viewer, params, locale }) => {
    const person = await known(params.person)
    ensure(may.close(viewer, person))
    await perform(db, viewer, (act) => deactivate(act, person, now()))
    noticed(res, 'saved')
    res.redirect(303, `/${locale}/work/admin/people/${person.id}`)
  })

  return router
}

const problem = (key: string) => ({ key, params: { min: shortestPassword } })

const bare = (form: Form): Form => ({ ...form, values: { ...form.values, password: '' } })
