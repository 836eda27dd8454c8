import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { differencesOf, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { bases, conditions, pairs, type ActType } from './act.ts'
import type { Choice } from './act-choice.ts'
import { listChoices, listDestinations } from './act-choice-queries.ts'
import { reviseAct } from './act-commands.ts'
import { actWords, fillAct, readAct } from './act-form.ts'
import { mayAct } from './act-policy.ts'
import { findAct, listLines } from './act-queries.ts'
import type { SeenAct } from './act-seen.ts'

interface Going {
  type: ActType
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
  if (!place) return { chosen: nowhere, form: withProblems(actWords, body, { to: { key: 'choose', params: {} } }) }
  const key = place.kind === 'initiative' ? 'toInitiativeId' : 'toTerritoryId'
  return { chosen: { ...nowhere, [key]: place.id }, form: null }
}

interface Draft {
  act: SeenAct
  choices: Choice[]
}

/** A draft is changed until it is issued. */
export function actEditRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const draftOf = async ({ viewer, params }: Asked<'act', Viewer>) => {
    const act = found(await findAct(db, viewer, params.act))
    ensure(mayAct.edit(viewer, act))
    const { type, territoryId, initiativeId } = act
    return { act, choices: await listChoices(db, { type, territoryId, initiativeId }) }
  }

  const formOf = async (asked: Asked<'act', Viewer>, { act, choices }: Draft): Promise<Form> =>
    fillAct(asked.locale, act, await listLines(db, act.id), choices, {
      to: act.toInitiativeId ?? act.toTerritoryId ?? '',
      version: String(act.version),
    })

  const show = async (
    asked: Asked<'act', Viewer>,
    { act, choices }: Draft,
    form: Form,
    status = 200,
    conflict: ReturnType<typeof differencesOf> | null = null,
  ) => {
    const { type, territoryId, initiative, id } = act
    const back = paths.equipment.act(id)
    const destinations = type === 'transfer' ? await listDestinations(db, territoryId, initiative.id) : []
    const hidden = { version: String(form.values['version'] ?? act.version) }
    const lists = { bases, pairs, conditions }
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
    const { act, choices } = await draftOf(asked)
    const to = await readDestination(db, act, body)
    const reading = readAct(locale, body, choices)
    const problems = { ...to.form?.problems, ...(reading.ok ? {} : reading.form.problems) }
    if (!reading.ok || to.form) return show(asked, { act, choices }, withProblems(actWords, body, problems), 422)
    const seen = { id: act.id, version: Number(body['version']) || 0 }
    await save(db, asked, {
      change: (doing) => reviseAct(doing, seen, to.chosen, reading.facts, reading.lines),
      to: paths.equipment.act(act.id),
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
