import { describeFiles, readFiles, type ShownFile } from '#platform/files/file-field.ts'
import { uploadStateOf } from '#platform/files/upload-state.ts'
import { today, type Clock, type Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise, setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Body, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { inspectionForm } from './schema.ts'
import { recordInspection } from './commands.ts'
import { listItemsDue, type ItemDueForInspection } from './queries.ts'
import { isInspectable, type Inspection } from './inspection.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { findItem, type ItemWithFiles } from '#modules/equipment/items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/inspections/list': { items: (ItemDueForInspection & { mayInspect: boolean })[]; present: Day }
    'modules/equipment/inspections/form': {
      item: ItemWithFiles
      label: string
      form: Form
      photos: ShownFile[]
      writing: Locale
      source: Inspection['source']
    }
  }
}

const scope = 'equipment:inspection_form'
const field = { name: 'photos', pictures: true }
type OfItem = RouteContext<'item', Viewer>

/** What is to be inspected, and the form for it: a few taps and a photo, on a phone beside the thing. */
export function inspectionRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  get(paths.equipment.inspections, signedIn, async ({ res, viewer }) => {
    if (!may.open(viewer)) throw new NotFound()
    const present = today(now)
    const due = await listItemsDue(db, viewer, present)
    const items = due.map((item) => ({ ...item, mayInspect: may.inspect(viewer, item) }))
    render(res, 'modules/equipment/inspections/list', { items, present })
  })

  const placeOf = async ({ viewer, params }: OfItem) => {
    const item = orNotFound(await findItem(db, viewer, params.item))
    orForbidden(may.inspect(viewer, item) && isInspectable(item))
    return item
  }

  const show = (context: OfItem, item: ItemWithFiles, form: Form, photos: ShownFile[] = [], status = 200) => {
    const page = {
      item,
      label: labelOf(item),
      form,
      photos,
      writing: contentLocale(context),
      source: sourceOf(context, item),
    }
    render(context.res, 'modules/equipment/inspections/form', page, status)
  }

  get(paths.equipment.inspect, signedIn, async (context) => {
    const onDay = today(now).split('-').reverse().join('.')
    show(context, await placeOf(context), blankForm(scope, { onDay }))
  })

  post(paths.equipment.inspect, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const item = await placeOf(context)
    const writing = contentLocale(context)
    const reading = readForm(scope, inspectionForm[locale], body)
    const sent = await readFiles(db, viewer, withWords(body, writing, item), field, [], writing)
    const problems = {
      ...(reading.ok ? dayProblem(reading.input.onDay, now) : reading.form.problems),
      ...sent.problems,
    }
    if (!reading.ok || Object.keys(problems).length > 0)
      return show(context, item, withProblems(scope, body, problems), sent.shown, 422)
    const { condition, inUse, onDay, note } = reading.input
    const seen = {
      ...{ condition, onDay, note: setTranslation(writing, null, note), source: sourceOf(context, item) },
      inUse: inUse === 'yes' && condition !== 'missing',
    }
    await saveNew(db, context, {
      make: async (tx) => {
        await recordInspection(tx, item, seen, sent.added)
        await describeFiles(tx, writing, sent)
        return `${paths.equipment.item(labelOf(item))}#inspections`
      },
    })
  })
}

const sourceOf = ({ viewer }: OfItem, item: ItemWithFiles): Inspection['source'] =>
  may.edit(viewer, item) ? 'staff' : 'community'

// Whoever stands beside the thing with a phone takes a photo and is done: it shows what it shows.
function withWords(body: Body, writing: Locale, item: ItemWithFiles): Body {
  const shown = `${labelOf(item).toUpperCase()}: ${localise(writing, item.name).text}`
  const { ids } = uploadStateOf(body, field.name)
  return { ...Object.fromEntries(ids.map((id) => [`${field.name}.${id}.alt`, shown])), ...body }
}

const dayProblem = (onDay: Day, now: Clock): Record<string, FormProblem> =>
  onDay > today(now) ? { onDay: { key: 'future', params: {} } } : {}
