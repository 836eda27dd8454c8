import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import type { Body, Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn, type RouteContext } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { handoverTypes, handoverBases, itemConditions, languagePairs, type HandoverType } from './act.ts'
import type { HandoverOption, HandoverDestination } from './act-choice.ts'
import { listHandoverOptions, listDestinations } from './act-choice-queries.ts'
import { draftHandover } from './act-commands.ts'
import { handoverEditRoutes, readDestination } from './act-edit-routes.ts'
import { fillHandover, readHandover } from './act-form.ts'
import { handoverFilterOf, handoversPerPage, listHandovers, listHandoverTargets } from './act-list-queries.ts'
import type { HandoverFilter, HandoverInList, HandoverTarget } from './act-list-queries.ts'
import { handoverPageRoutes } from './act-page-routes.ts'
import { mayOfHandover } from './act-policy.ts'
import { handoverProofRoutes } from './act-proof-routes.ts'
import { startHandover, type NewHandoverForm } from './act-begin-queries.ts'
import { conditionsOfUseRoutes } from './act-terms-routes.ts'
import { listOwnTerritories, type TerritoryChoice } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/acts/list': {
      acts: HandoverInList[]
      filter: HandoverFilter
      territories: TerritoryChoice[]
      pages: { number: number; last: number }
      mayDraft: boolean
    }
    'equipment/acts/choose': { targets: HandoverTarget[] }
    'equipment/acts/form': HandoverFormPage
  }
}

/** The form of an act: what may stand on it, and where it may go. */
export interface HandoverFormPage {
  actType: HandoverType
  form: Form
  action: string
  back: string
  choices: HandoverOption[]
  destinations: HandoverDestination[]
  initiative: NewHandoverForm['initiative']
  hidden: Record<string, string>
  lists: { bases: readonly string[]; pairs: readonly string[]; conditions: readonly string[] }
  conflict: { field: string; mine: string; theirs: string }[] | null
}

const lists = { bases: handoverBases, pairs: languagePairs, conditions: itemConditions }
const base = paths.equipment.acts()

/** Acts of handover, return and transfer: their list, and how one begins. */
export function handoverRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.equipment.acts, signedIn, async ({ res, viewer, query }) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const filter = handoverFilterOf(query)
    const number = Math.max(1, Math.trunc(Number(query['page'])) || 1)
    const acts = await listHandovers(db, viewer, filter, (number - 1) * handoversPerPage)
    const own = await listOwnTerritories(db, viewer)
    const last = Math.max(1, Math.ceil((acts[0]?.total ?? 0) / handoversPerPage))
    render(res, 'equipment/acts/list', {
      acts,
      filter,
      territories: own,
      pages: { number, last },
      mayDraft: own.length > 0,
    })
  })

  const begin = async ({ viewer }: RouteContext<never, Viewer>, given: Body): Promise<NewHandoverForm> => {
    const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
    const type = orNotFound(handoverTypes.find((each) => each === (text('type') || 'handover')))
    const begun = orNotFound(
      await startHandover(db, viewer, { type, initiative: text('initiative'), from: text('from') }),
    )
    orForbidden(mayOfHandover.draft(viewer, begun.territoryId))
    return begun
  }

  const show = async (
    context: RouteContext<never, Viewer>,
    begun: NewHandoverForm,
    form: Form,
    choices: HandoverOption[],
    status = 200,
  ) => {
    const { type, territoryId, initiative, from } = begun
    render(
      context.res,
      'equipment/acts/form',
      {
        actType: type,
        form,
        action: paths.equipment.addAct(),
        back: from ? paths.equipment.act(from) : base,
        choices,
        destinations: type === 'transfer' ? await listDestinations(db, territoryId, initiative.id) : [],
        initiative,
        hidden: { key: form.key, type, initiative: initiative.slug, from },
        lists,
        conflict: null,
      },
      status,
    )
  }

  const choicesFor = ({ type, territoryId, initiative }: NewHandoverForm) =>
    listHandoverOptions(db, { type, territoryId, initiativeId: initiative.id })

  get(paths.equipment.addAct, signedIn, async (context) => {
    const { res, viewer, query, locale } = context
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    if (!query['initiative'] && !query['from']) {
      const own = await listOwnTerritories(db, viewer)
      orForbidden(own.length > 0)
      return render(res, 'equipment/acts/choose', { targets: await listHandoverTargets(db, viewer) })
    }
    const begun = await begin(context, query)
    const choices = await choicesFor(begun)
    const form = fillHandover(locale, begun.facts(viewer, today(now)), begun.lines(choices), choices)
    await show(context, begun, form, choices)
  })

  post(paths.equipment.addAct, signedIn, async (context) => {
    const { viewer, body, locale } = context
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const begun = await begin(context, body)
    const choices = await choicesFor(begun)
    const to = await readDestination(db, begun, body)
    const reading = readHandover(locale, body, choices)
    const form = reading.ok
      ? to.form
      : { ...reading.form, problems: { ...to.form?.problems, ...reading.form.problems } }
    if (!reading.ok || form) return show(context, begun, form as Form, choices, 422)
    const { type, territoryId, initiative } = begun
    const made = { type, territoryId, initiativeId: initiative.id, ...to.chosen }
    await saveNew(db, context, {
      make: async (tx) => paths.equipment.act(await draftHandover(tx, made, reading.facts, reading.lines)),
    })
  })

  conditionsOfUseRoutes(services, { get, post })
  handoverEditRoutes(services, { get, post })
  handoverProofRoutes(services, { get, post })
  handoverPageRoutes(services, { get, post })
  return router
}
