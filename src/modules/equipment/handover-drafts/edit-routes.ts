import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { differencesOf, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import {
  handoverBases,
  itemConditions,
  languagePairs,
  type HandoverType,
} from '#modules/equipment/handovers/handover.ts'
import type { HandoverOption } from '#modules/equipment/handovers/options.ts'
import { listHandoverOptions, listDestinations } from './option-queries.ts'
import { updateHandover } from './commands.ts'
import { handoverScope, fillHandover, readHandover } from './form.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { findHandover, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'

interface Going {
  type: HandoverType
  territoryId: string
  initiative: { id: string }
}

interface Chosen {
  toInitiativeId: string | null
  toTerritoryId: string | null
}

/** Where somebody chose that things pass to, among where they may; or the form with what is wrong. */
export async function readDestination(
  db: Db,
  going: Going,
  body: Body,
): Promise<{ chosen: Chosen; form: Form | null }> {
  const nowhere = { toInitiativeId: null, toTerritoryId: null }
  if (going.type !== 'transfer') return { chosen: nowhere, form: null }
  const places = await listDestinations(db, going.territoryId, going.initiative.id)
  const place = places.find(({ id }) => id === body['to'])
  if (!place) return { chosen: nowhere, form: withProblems(handoverScope, body, { to: { key: 'choose', params: {} } }) }
  const key = place.kind === 'initiative' ? 'toInitiativeId' : 'toTerritoryId'
  return { chosen: { ...nowhere, [key]: place.id }, form: null }
}

interface Draft {
  handover: HandoverView
  choices: HandoverOption[]
}

/** A draft is changed until it is issued. */
export function handoverEditRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const draftOf = async ({ viewer, params }: RouteContext<'handover', Viewer>) => {
    const handover = orNotFound(await findHandover(db, viewer, params.handover))
    orForbidden(mayOfHandover.edit(viewer, handover))
    const { type, territoryId, initiativeId } = handover
    return { handover, choices: await listHandoverOptions(db, { type, territoryId, initiativeId }) }
  }

  const formOf = async (context: RouteContext<'handover', Viewer>, { handover, choices }: Draft): Promise<Form> =>
    fillHandover(context.locale, handover, await listHandoverLines(db, handover.id), choices, {
      to: handover.toInitiativeId ?? handover.toTerritoryId ?? '',
      version: String(handover.version),
    })

  const show = async (
    context: RouteContext<'handover', Viewer>,
    { handover, choices }: Draft,
    form: Form,
    status = 200,
    conflict: ReturnType<typeof differencesOf> | null = null,
  ) => {
    const { type, territoryId, initiative, id } = handover
    const back = paths.equipment.handover(id)
    const destinations = type === 'transfer' ? await listDestinations(db, territoryId, initiative.id) : []
    const hidden = { version: String(form.values['version'] ?? handover.version) }
    const lists = { bases: handoverBases, pairs: languagePairs, conditions: itemConditions }
    render(
      context.res,
      'modules/equipment/handover-drafts/form',
      {
        actType: type,
        form,
        action: paths.equipment.handoverEdit(id),
        back,
        choices,
        destinations,
        initiative,
        hidden,
        lists,
        conflict,
      },
      status,
    )
  }

  get(paths.equipment.handoverEdit, signedIn, async (context) => {
    const draft = await draftOf(context)
    await show(context, draft, await formOf(context, draft))
  })

  post(paths.equipment.handoverEdit, signedIn, async (context) => {
    const { body, locale } = context
    const { handover, choices } = await draftOf(context)
    const to = await readDestination(db, handover, body)
    const reading = readHandover(locale, body, choices)
    const problems = { ...to.form?.problems, ...(reading.ok ? {} : reading.form.problems) }
    if (!reading.ok || to.form)
      return show(context, { handover, choices }, withProblems(handoverScope, body, problems), 422)
    const seen = { id: handover.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (doing) => updateHandover(doing, seen, to.chosen, reading.input, reading.lines),
      to: paths.equipment.handover(handover.id),
      conflict: {
        latest: () => draftOf(context),
        fill: (present) => formOf(context, present),
        show: (present, form, differences) => {
          const conflict = differences.filter(({ field }) => !/^(row\.|items$|to$)/.test(field))
          return show(context, present, form, 409, conflict)
        },
      },
    })
  })
}
