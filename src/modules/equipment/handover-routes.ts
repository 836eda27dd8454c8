import { readCursor, readRowCursor, type ListPage } from '#platform/values/cursor.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import type { Body, Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { handoverTypes, handoverBases, itemConditions, languagePairs, type HandoverType } from './handovers/handover.ts'
import type { HandoverOption, HandoverDestination } from './handovers/options.ts'
import { listHandoverOptions, listDestinations } from './handover-drafts/option-queries.ts'
import { draftHandover } from './handover-drafts/commands.ts'
import { handoverEditRoutes, readDestination } from './handover-drafts/edit-routes.ts'
import { fillHandover, readHandover } from './handover-drafts/form.ts'
import { handoverFilterOf, listHandovers } from './handovers/list-queries.ts'
import type { HandoverFilter, HandoverInList } from './handovers/list-queries.ts'
import { listHandoverTargets, type HandoverTarget } from './handovers/target-queries.ts'
import { handoverPageRoutes } from './handover-issue/routes.ts'
import { mayOfHandover } from './handovers/policy.ts'
import { handoverProofRoutes } from './handover-issue/proof-routes.ts'
import { handoverReviewRoutes } from './handover-issue/review-routes.ts'
import { startHandover, type NewHandoverForm } from './handover-drafts/start-queries.ts'
import { conditionsOfUseRoutes } from './handover-issue/conditions-routes.ts'
import { listOwnTerritories, type TerritoryChoice } from './items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/handovers/list': {
      handovers: HandoverInList[]
      filter: HandoverFilter
      territories: TerritoryChoice[]
      pages: Pick<ListPage<unknown>, 'before' | 'after'>
      mayDraft: boolean
    }
    'modules/equipment/handover-drafts/start': { targets: ListPage<HandoverTarget> }
    'modules/equipment/handover-drafts/form': HandoverFormPage
  }
}

/** The form of a handover: what may stand on it, and where it may go. */
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
const base = paths.equipment.handovers()

/** Acts of handover, return and transfer: their list, and how one begins. */
export function handoverRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.equipment.handovers, signedIn, async ({ res, viewer, query, locale }) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const filter = handoverFilterOf(query)
    const cursor = readRowCursor(query)
    const { rows: handovers, ...pages } = await listHandovers(db, viewer, filter, cursor)
    if (cursor && handovers.length === 0) return res.redirect(303, `/${locale}${base}`)
    const own = await listOwnTerritories(db, viewer)
    render(res, 'modules/equipment/handovers/list', {
      handovers,
      filter,
      territories: own,
      pages,
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
      'modules/equipment/handover-drafts/form',
      {
        actType: type,
        form,
        action: paths.equipment.addHandover(),
        back: from ? paths.equipment.handover(from) : base,
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

  get(paths.equipment.addHandover, signedIn, async (context) => {
    const { res, viewer, query, locale } = context
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    if (!query['initiative'] && !query['from']) {
      const own = await listOwnTerritories(db, viewer)
      orForbidden(own.length > 0)
      return render(res, 'modules/equipment/handover-drafts/start', {
        targets: await listHandoverTargets(db, viewer, readCursor(query, 2)),
      })
    }
    const begun = await begin(context, query)
    const choices = await choicesFor(begun)
    const form = fillHandover(locale, begun.input(viewer, today(now)), begun.lines(choices), choices)
    await show(context, begun, form, choices)
  })

  post(paths.equipment.addHandover, signedIn, async (context) => {
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
      make: async (tx) => paths.equipment.handover(await draftHandover(tx, made, reading.input, reading.lines)),
    })
  })

  conditionsOfUseRoutes(services, { get, post })
  handoverEditRoutes(services, { get, post })
  handoverProofRoutes(services, { get, post })
  handoverReviewRoutes(services, { post })
  handoverPageRoutes(services, { get, post })
  return router
}
