import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { differencesOf, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { handoverBases, itemConditions, languagePairs, type HandoverType } from './act.ts'
import type { HandoverOption } from './act-choice.ts'
import { listHandoverOptions, listDestinations } from './act-choice-queries.ts'
import { updateHandover } from './act-commands.ts'
import { handoverScope, fillHandover, readHandover } from './act-form.ts'
import { mayOfHandover } from './act-policy.ts'
import { findHandover, listHandoverLines } from './act-queries.ts'
import type { HandoverView } from './act-seen.ts'

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
  act: HandoverView
  choices: HandoverOption[]
}

/** A draft is changed until it is issued. */
export function handoverEditRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const draftOf = async ({ viewer, params }: Asked<'act', Viewer>) => {
    const handover = found(await findHandover(db, viewer, params.act))
    ensure(mayOfHandover.edit(viewer, handover))
    const { type, territoryId, initiativeId } = handover
    return { act: handover, choices: await listHandoverOptions(db, { type, territoryId, initiativeId }) }
  }

  const formOf = async (asked: Asked<'act', Viewer>, { act: handover, choices }: Draft): Promise<Form> =>
    fillHandover(asked.locale, handover, await listHandoverLines(db, handover.id), choices, {
      to: handover.toInitiativeId ?? handover.toTerritoryId ?? '',
      version: String(handover.version),
    })

  const show = async (
    asked: Asked<'act', Viewer>,
    { act: handover, choices }: Draft,
    form: Form,
    status = 200,
    conflict: ReturnType<typeof differencesOf> | null = null,
  ) => {
    const { type, territoryId, initiative, id } = handover
    const back = paths.equipment.act(id)
    const destinations = type === 'transfer' ? await listDestinations(db, territoryId, initiative.id) : []
    const hidden = { version: String(form.values['version'] ?? handover.version) }
    const lists = { bases: handoverBases, pairs: languagePairs, conditions: itemConditions }
    render(
      asked.res,
      'equipment/acts/form',
      {
        actType: type,
        form,
        action: paths.equipment.actEdit(id),
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

  get(paths.equipment.actEdit, signedIn, async (asked) => {
    const draft = await draftOf(asked)
    await show(asked, draft, await formOf(asked, draft))
  })

  post(paths.equipment.actEdit, signedIn, async (asked) => {
    const { body, locale } = asked
    const { act: handover, choices } = await draftOf(asked)
    const to = await readDestination(db, handover, body)
    const reading = readHandover(locale, body, choices)
    const problems = { ...to.form?.problems, ...(reading.ok ? {} : reading.form.problems) }
    if (!reading.ok || to.form)
      return show(asked, { act: handover, choices }, withProblems(handoverScope, body, problems), 422)
    const seen = { id: handover.id, version: Number(body['version']) || 0 }
    await save(db, asked, {
      change: (doing) => updateHandover(doing, seen, to.chosen, reading.facts, reading.lines),
      to: paths.equipment.act(handover.id),
      conflict: {
        latest: () => draftOf(asked),
        fill: (present) => formOf(asked, present),
        show: (present, form, differences) => {
          const conflict = differences.filter(({ field }) => !/^(row\.|items$|to$)/.test(field))
          return show(asked, present, form, 409, conflict)
        },
      },
    })
  })
}
