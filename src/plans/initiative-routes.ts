import type { Response } from 'express'
import { AlreadyDone, perform, performOnce, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { startDraft } from '#initiatives/commands.ts'
import { audiences, categories, providers } from '#initiatives/initiative.ts'
import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { blank, fill, keyOf, read, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { revise } from './commands.ts'
import { totalsOf, type Totals } from './finance.ts'
import { initiativeForm, newInitiativeForm } from './forms.ts'
import type { Plan, PlannedInitiative } from './plan.ts'
import { may } from './policy.ts'
import { findContent, findPlan, listPlanned } from './queries.ts'
import { goingOnIn, writingIn } from './section-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/initiatives': {
      plan: Plan
      initiatives: Listed[]
      mayEdit: boolean
      section: 'initiatives' | 'finance'
      form: Form
      writing: Locale
    }
    'plans/initiative': {
      plan: Plan
      initiative: PlannedInitiative
      form: Form
      writing: Locale
      mayEdit: boolean
      choices: { categories: readonly string[]; audiences: readonly string[]; providers: readonly string[] }
      conflict: { field: string; mine: string; theirs: string }[] | null
    }
  }
}

interface Listed {
  initiative: PlannedInitiative
  totals: Totals
  lines: number
}

const choices = { categories, audiences, providers }
const scope = 'plans:initiative'

/** The initiatives of a plan: the list where one is added, and the page where one is described. */
export function initiativeRoutes(db: Db, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const planOf = async (slug: string, viewer: Viewer) => {
    const plan = found(await findPlan(db, slug))
    if (!may.view(viewer, plan)) throw new NotFound()
    return plan
  }

  const showList = async (
    res: Response,
    viewer: Viewer,
    plan: Plan,
    section: 'initiatives' | 'finance',
    form: Form,
    writing: Locale,
    status = 200,
  ) => {
    const { initiatives, lines } = await findContent(db, plan.parishId)
    const listed = initiatives.map((initiative) => {
      const own = lines.filter(({ initiativeId }) => initiativeId === initiative.id)
      return { initiative, totals: totalsOf(own), lines: own.length }
    })
    render(
      res,
      'plans/initiatives',
      { plan, initiatives: listed, mayEdit: may.edit(viewer, plan), section, form, writing },
      status,
    )
  }

  for (const section of ['initiatives', 'finance'] as const) {
    get(`/work/parishes/:parish/plan/${section}`, signedIn, async (asked) => {
      const plan = await planOf((asked.params as { parish: string }).parish, asked.viewer)
      await showList(asked.res, asked.viewer, plan, section, blank('plans:new_initiative'), asked.locale)
    })
  }

  post('/work/parishes/:parish/plan/initiatives', signedIn, async (asked) => {
    const { res, viewer, params, body, locale } = asked
    const plan = await planOf(params.parish, viewer)
    ensure(may.write(viewer, plan))
    if (!may.edit(viewer, plan)) throw new Stale('the plan is no longer open')
    const reading = read('plans:new_initiative', newInitiativeForm[locale], body)
    if (!reading.ok) return showList(res, viewer, plan, 'initiatives', reading.form, writingIn(asked), 422)

    const writing = writingIn(asked)
    const title = { source: writing, [writing]: reading.input.title }
    const location = await performOnce(db, viewer, keyOf(body), async (act) => {
      const { slug } = await startDraft(act, { parishId: plan.parishId, parishSlug: plan.parishSlug, title })
      return `/work/parishes/${plan.parishSlug}/plan/initiatives/${slug}?in=${writing}`
    }).catch(placeOfFirst)
    res.redirect(303, `/${locale}${location}`)
  })

  const placeOf = async (viewer: Viewer, params: { parish: string; initiative: string }) => {
    const plan = await planOf(params.parish, viewer)
    const initiatives = await listPlanned(db, plan.parishId)
    return { plan, initiative: found(initiatives.find(({ slug }) => slug === params.initiative)) }
  }

  get('/work/parishes/:parish/plan/initiatives/:initiative', signedIn, async (asked) => {
    const { plan, initiative } = await placeOf(asked.viewer, asked.params)
    const writing = writingIn(asked)
    const form = formOf(initiative, asked.locale, writing)
    render(asked.res, 'plans/initiative', {
      plan,
      initiative,
      form,
      writing,
      mayEdit: may.edit(asked.viewer, plan),
      choices,
      conflict: null,
    })
  })

  post('/work/parishes/:parish/plan/initiatives/:initiative', signedIn, async (asked) => {
    const { res, viewer, params, body, locale } = asked
    const { plan, initiative } = await placeOf(viewer, params)
    ensure(may.write(viewer, plan))
    if (!may.edit(viewer, plan)) throw new Stale('the plan is no longer open')
    const writing = writingIn(asked)
    const page = { plan, initiative, writing, mayEdit: true, choices }
    const reading = read(scope, initiativeForm[locale], body)
    if (!reading.ok) return render(res, 'plans/initiative', { ...page, form: reading.form, conflict: null }, 422)
    if (!writeIn(writing, initiative.title, reading.input.title)) {
      const form = withProblems(scope, body, { title: { key: 'required', params: {} } })
      return render(res, 'plans/initiative', { ...page, form, conflict: null }, 422)
    }

    try {
      await perform(db, viewer, (act) => revise(act, plan, initiative, reading.input, writing))
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const now = (await placeOf(viewer, params)).initiative
      const theirs = formOf(now, locale, writing).values
      const form = withProblems(scope, { ...body, version: String(now.version) }, {})
      return render(
        res,
        'plans/initiative',
        { ...page, initiative: now, form, conflict: differences(body, theirs) },
        409,
      )
    }
    noticed(res, 'saved')
    res.redirect(
      303,
      `/${locale}/work/parishes/${plan.parishSlug}/plan/initiatives/${initiative.slug}?in=${goingOnIn(asked)}`,
    )
  })
}

function formOf(initiative: PlannedInitiative, locale: Locale, writing: Locale): Form {
  const { title, summary, description, place, risks, sustainability, ...facts } = initiative
  const texts = { title, summary, description, place, risks, sustainability }
  const shown = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text?.[writing] ?? '']))
  return fill(scope, initiativeForm[locale], { ...facts, responsible: facts.responsible ?? '', ...shown } as never)
}

function differences(mine: Body, theirs: Body) {
  return Object.keys(theirs).flatMap((field) => {
    const [a, b] = [mine, theirs].map((values) =>
      String(values[field] ?? '')
        .replaceAll('\r\n', '\n')
        .trim(),
    ) as [string, string]
    return a === b || field === 'version' ? [] : [{ field, mine: a, theirs: b }]
  })
}

function placeOfFirst(error: unknown): string {
  if (error instanceof AlreadyDone) return error.location
  throw error
}
