import { VersionConflict } from '#platform/db/transact.ts'
import { readFiles, type ShownFile, type FilesReading } from '#platform/files/file-field.ts'
import { today } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Body, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { changeItemFiles, moveItem, type ItemMove } from '#modules/equipment/items/commands.ts'
import { statusForm } from '#modules/equipment/items/schema.ts'
import { labelOf, type InitiativeChoice } from '#modules/equipment/items/item.ts'
import { may } from '#modules/equipment/items/policy.ts'
import {
  findItem,
  listSimilarItems,
  listInitiativeChoices,
  type ItemWithFiles,
} from '#modules/equipment/items/queries.ts'
import {
  canTransition,
  needsDocument,
  needsReason,
  stateAfter,
  itemTransitions,
  type ItemTransition,
} from '#modules/equipment/items/status.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/item-pages/status': {
      item: ItemWithFiles
      label: string
      step: ItemTransition
      asks: { reason: boolean; document: boolean; initiative: boolean }
      form: Form
      documents: ShownFile[]
      /** How many others it can be said of at once. */
      alike: number
      choices: InitiativeChoice[]
      writing: Locale
    }
  }
}

const scope = 'equipment:step_form'
const documents = { name: 'documents' }
type Stepping = RouteContext<'item' | 'step', Viewer>

/** What partner staff say of a thing: that it was ordered, came, is meant for an initiative, is broken, lost, found, written off. */
export function itemStatusRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const placeOf = async ({ viewer, params }: Stepping) => {
    const step = orNotFound(itemTransitions.find((each) => each === params.step))
    const item = orNotFound(await findItem(db, viewer, params.item))
    orForbidden(may.edit(viewer, item))
    return { step, item }
  }

  const show = async (context: Stepping, { step, item }: Place, form: Form, shown: ShownFile[] = [], status = 200) => {
    const initiative = step === 'allocation'
    render(
      context.res,
      'modules/equipment/item-pages/status',
      {
        item,
        label: labelOf(item),
        step,
        asks: { reason: needsReason(step), document: needsDocument(item, step), initiative },
        form,
        documents: shown,
        alike: (await listSimilarItems(db, item)).length,
        choices: initiative ? await listInitiativeChoices(db, item.territoryId) : [],
        writing: contentLocale(context),
      },
      status,
    )
  }

  get(paths.equipment.transition, signedIn, async (context) => {
    const place = await placeOf(context)
    if (!canTransition(place.item, place.step)) return backTo(context, place.item)
    const day = today(now).split('-').reverse().join('.')
    await show(context, place, blankForm(scope, { onDay: day, version: String(place.item.version) }))
  })

  post(paths.equipment.transition, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const place = await placeOf(context)
    const { item, step } = place
    // Sent twice, it was taken the first time.
    if (item.state === stateAfter(item, step)) return backTo(context, item)
    if (!canTransition(item, step)) throw new VersionConflict(`${item.id} has left the state that ${step} begins with`)
    const writing = contentLocale(context)
    const choices = step === 'allocation' ? await listInitiativeChoices(db, item.territoryId) : []
    const read = readStep(locale, body, { ...place, writing, choices, today: today(now) })
    const sent = await readFiles(db, viewer, body, documents, [], writing)
    const problems = { ...read.problems, ...sent.problems, ...documentProblem(place, sent) }
    if (!read.move || Object.keys(problems).length > 0)
      return show(context, place, withProblems(scope, body, problems), sent.shown, 422)
    const { move: going } = read
    const seen = { id: item.id, version: Number(body['version']) || 0 }
    const alike = body['alike'] === 'yes' ? await listSimilarItems(db, item) : []
    const others = alike.filter(({ since }) => since <= going.onDay)
    await save(db, context, {
      change: async (tx) => {
        for (const each of [seen, ...others]) {
          if (sent.added.length > 0) await changeItemFiles(tx, each, 'write_off', sent)
          await moveItem(tx, each, going)
        }
      },
      to: hrefOf(item),
      // What was checked a moment ago has changed since.
      quicker: /^equipment_items_transition$/,
    })
  })

  const backTo = ({ res, locale }: Stepping, item: ItemWithFiles) => res.redirect(303, `/${locale}${hrefOf(item)}`)
}

const hrefOf = (item: ItemWithFiles) => paths.equipment.item(labelOf(item))

interface Place {
  step: ItemTransition
  item: ItemWithFiles
}

type Problems = Record<string, FormProblem>
const problem = (key: string): FormProblem => ({ key, params: {} })

const documentProblem = ({ item, step }: Place, { kept }: FilesReading): Problems =>
  needsDocument(item, step) && kept.length === 0 ? { documents: problem('document') } : {}

interface Around extends Place {
  writing: Locale
  choices: InitiativeChoice[]
  today: string
}

function readStep(locale: Locale, body: Body, around: Around): { move: ItemMove | null; problems: Problems } {
  const reading = readForm(scope, statusForm[locale], { initiative: '', reason: '', ...body })
  if (!reading.ok) return { move: null, problems: reading.form.problems }
  const { step, item, choices } = around
  const { onDay, initiative } = reading.input
  const chosen = choices.find(({ slug }) => slug === initiative)
  const reason = setTranslation(around.writing, null, reading.input.reason)
  const problems = {
    ...dayProblem(onDay, item.since, around.today),
    ...(needsReason(step) && !reason && { reason: problem('required') }),
    ...(step === 'allocation' && !chosen && { initiative: problem('choose') }),
  }
  const move = { state: stateAfter(item, step), onDay, reason, ...(chosen && { initiativeId: chosen.id }) }
  return { move, problems }
}

function dayProblem(onDay: string, since: string, today: string): Problems {
  if (onDay > today) return { onDay: problem('future') }
  return onDay < since ? { onDay: problem('before_last') } : {}
}
