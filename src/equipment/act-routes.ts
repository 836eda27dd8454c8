import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import type { Body, Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn, type Asked } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { actTypes, bases, conditions, pairs, type ActType } from './act.ts'
import type { Choice, Destination } from './act-choice.ts'
import { listChoices, listDestinations } from './act-choice-queries.ts'
import { draftAct } from './act-commands.ts'
import { actEditRoutes, readDestination } from './act-edit-routes.ts'
import { fillAct, readAct } from './act-form.ts'
import { actFilterOf, actsPerPage, listActs, listTargets } from './act-list-queries.ts'
import type { ActFilter, ListedAct, Target } from './act-list-queries.ts'
import { actPageRoutes } from './act-page-routes.ts'
import { mayAct } from './act-policy.ts'
import { actProofRoutes } from './act-proof-routes.ts'
import { beginning, type Beginning } from './act-begin-queries.ts'
import { actTermsRoutes } from './act-terms-routes.ts'
import { listOwnTerritories, type PlaceChoice } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/acts/list': {
      acts: ListedAct[]
      filter: ActFilter
      territories: PlaceChoice[]
      pages: { number: number; last: number }
      mayDraft: boolean
    }
    'equipment/acts/choose': { targets: Target[] }
    'equipment/acts/form': ActFormPage
  }
}

/** The form of an act: what may stand on it, and where it may go. */
export interface ActFormPage {
  actType: ActType
  form: Form
  action: string
  back: string
  choices: Choice[]
  destinations: Destination[]
  initiative: Beginning['initiative']
  hidden: Record<string, string>
  lists: { bases: readonly string[]; pairs: readonly string[]; conditions: readonly string[] }
  conflict: { field: string; mine: string; theirs: string }[] | null
}

const lists = { bases, pairs, conditions }
const base = paths.equipment.acts()

/** Acts of handover, return and transfer: their list, and how one begins. */
export function actRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.equipment.acts, signedIn, async ({ res, viewer, query }) => {
    if (!mayAct.open(viewer)) throw new NotFound()
    const filter = actFilterOf(query)
    const number = Math.max(1, Math.trunc(Number(query['page'])) || 1)
    const acts = await listActs(db, viewer, filter, (number - 1) * actsPerPage)
    const own = await listOwnTerritories(db, viewer)
    const last = Math.max(1, Math.ceil((acts[0]?.total ?? 0) / actsPerPage))
    render(res, 'equipment/acts/list', {
      acts,
      filter,
      territories: own,
      pages: { number, last },
      mayDraft: own.length > 0,
    })
  })

  const begin = async ({ viewer }: Asked<never, Viewer>, given: Body): Promise<Beginning> => {
    const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
    const type = found(actTypes.find((each) => each === (text('type') || 'handover')))
    const begun = found(await beginning(db, viewer, { type, initiative: text('initiative'), from: text('from') }))
    ensure(mayAct.draft(viewer, begun.territoryId))
    return begun
  }

  const show = async (asked: Asked<never, Viewer>, begun: Beginning, form: Form, choices: Choice[], status = 200) => {
    const { type, territoryId, initiative, from } = begun
    render(
      asked.res,
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

  const choicesFor = ({ type, territoryId, initiative }: Beginning) =>
    listChoices(db, { type, territoryId, initiativeId: initiative.id })

  get(paths.equipment.addAct, signedIn, async (asked) => {
    const { res, viewer, query, locale } = asked
    if (!mayAct.open(viewer)) throw new NotFound()
    if (!query['initiative'] && !query['from']) {
      const own = await listOwnTerritories(db, viewer)
      ensure(own.length > 0)
      return render(res, 'equipment/acts/choose', { targets: await listTargets(db, viewer) })
    }
    const begun = await begin(asked, query)
    const choices = await choicesFor(begun)
    const form = fillAct(locale, begun.facts(viewer, today(now)), begun.lines(choices), choices)
    await show(asked, begun, form, choices)
  })

  post(paths.equipment.addAct, signedIn, async (asked) => {
    const { viewer, body, locale } = asked
    if (!mayAct.open(viewer)) throw new NotFound()
    const begun = await begin(asked, body)
    const choices = await choicesFor(begun)
    const to = await readDestination(db, begun, body)
    const reading = readAct(locale, body, choices)
    const form = reading.ok
      ? to.form
      : { ...reading.form, problems: { ...to.form?.problems, ...reading.form.problems } }
    if (!reading.ok || form) return show(asked, begun, form as Form, choices, 422)
    const { type, territoryId, initiative } = begun
    const made = { type, territoryId, initiativeId: initiative.id, ...to.chosen }
    await saveNew(db, asked, {
      make: async (tx) => paths.equipment.act(await draftAct(tx, made, reading.facts, reading.lines)),
    })
  })

  actTermsRoutes(services, { get, post })
  actEditRoutes(services, { get, post })
  actProofRoutes(services, { get, post })
  actPageRoutes(services, { get, post })
  return router
}
