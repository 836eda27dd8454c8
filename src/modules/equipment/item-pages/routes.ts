import { readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { changeItemFiles, createItems, updateItem } from '#modules/equipment/items/commands.ts'
import { copiesForm } from '#modules/equipment/items/schema.ts'
import { findDueDay, listInspections, type InspectionInList } from '#modules/equipment/inspections/queries.ts'
import { isInspectable, proposedStatus } from '#modules/equipment/inspections/inspection.ts'
import { fillItem, readItem, i18nScope } from '#modules/equipment/items/form.ts'
import { itemInputOf, entryStates, labelOf } from '#modules/equipment/items/item.ts'
import { may } from '#modules/equipment/items/policy.ts'
import {
  filesOf,
  findItem,
  listStatusChanges,
  type ItemWithFiles,
  type StatusChange,
} from '#modules/equipment/items/queries.ts'
import { canTransition, itemTransitions, type ItemTransition } from '#modules/equipment/items/status.ts'

export interface ItemPage {
  item: ItemWithFiles
  label: string
  files: ReturnType<typeof filesOf>
  steps: ItemTransition[]
  history: StatusChange[]
  inspections: InspectionInList[]
  dueOn: Day | null
  proposed: ItemTransition | null
  mayInspect: boolean
  mayEdit: boolean
  copies: Form
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/item-pages/item': ItemPage
    'modules/equipment/item-pages/edit': {
      item: ItemWithFiles
      label: string
      form: Form
      documents: ShownFile[]
      writing: Locale
      conflict: FieldDifference[] | null
    }
  }
}

const documents = { name: 'documents' }
const copiesScope = 'equipment:copies'

type OfItem = RouteContext<'item', Viewer>

/** A thing's page, where what was written of it is changed and it is entered again for as many as came with it. */
export function itemRoutes({ db, now }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const itemOf = async ({ viewer, params }: OfItem) => orNotFound(await findItem(db, viewer, params.item))
  const ownOf = async (context: OfItem) => {
    const item = await itemOf(context)
    orForbidden(may.edit(context.viewer, item))
    return item
  }
  const hrefOf = (item: ItemWithFiles) => paths.equipment.item(labelOf(item))

  const show = async ({ res, viewer }: OfItem, item: ItemWithFiles, more: Partial<ItemPage> = {}, status = 200) => {
    const mayEdit = may.edit(viewer, item)
    const inspections = await listInspections(db, item.id)
    const page = {
      item,
      label: labelOf(item),
      files: filesOf(item),
      steps: mayEdit ? itemTransitions.filter((step) => canTransition(item, step)) : [],
      history: await listStatusChanges(db, item.id),
      inspections,
      dueOn: await findDueDay(db, item.id),
      proposed: mayEdit ? proposedStatus(item, inspections[0]) : null,
      mayInspect: may.inspect(viewer, item) && isInspectable(item),
      mayEdit,
      copies: blankForm(copiesScope, { count: '1' }),
    }
    render(res, 'modules/equipment/item-pages/item', { ...page, ...more }, status)
  }

  get(paths.equipment.item, signedIn, async (context) => show(context, await itemOf(context)))

  post(paths.equipment.itemCopies, signedIn, async (context) => {
    const { body, locale } = context
    const item = await ownOf(context)
    const reading = readForm(copiesScope, copiesForm[locale], body)
    if (!reading.ok) return show(context, item, { copies: reading.form }, 422)
    const state = entryStates.find((each) => each === item.state) ?? 'received'
    const entry = { territoryId: item.territoryId, state, since: today(now) }
    await saveNew(db, context, {
      make: async (tx) => {
        await createItems(tx, entry, { ...itemInputOf(item), serial: '' }, reading.input.count, filesOf(item).documents)
        return paths.equipment.list()
      },
    })
  })

  const edit = (
    context: OfItem,
    item: ItemWithFiles,
    form: Form,
    more: { documents?: ShownFile[]; conflict?: FieldDifference[] },
    status = 200,
  ) => {
    const writing = contentLocale(context)
    const shown = more.documents ?? showFiles(writing, filesOf(item).documents)
    const page = { item, label: labelOf(item), form, writing, documents: shown, conflict: more.conflict ?? null }
    render(context.res, 'modules/equipment/item-pages/edit', page, status)
  }

  get(paths.equipment.itemEdit, signedIn, async (context) => {
    const item = await ownOf(context)
    edit(context, item, fillItem(context.locale, contentLocale(context), item), {})
  })

  post(paths.equipment.itemEdit, signedIn, async (context) => {
    const { viewer, locale, body } = context
    const item = await ownOf(context)
    const writing = contentLocale(context)
    const reading = readItem(locale, writing, body, item)
    const documentFiles = await readFiles(db, viewer, body, documents, filesOf(item).documents, writing)
    if (!reading.ok || Object.keys(documentFiles.problems).length > 0) {
      const problems = { ...(reading.ok ? {} : reading.form.problems), ...documentFiles.problems }
      return edit(context, item, withProblems(i18nScope, body, problems), { documents: documentFiles.shown }, 422)
    }
    const going = nextContentLocale(context)
    await save(db, context, {
      change: async (tx) => {
        await updateItem(tx, { id: item.id, version: Number(body['version']) || 0 }, reading.input)
        if (documentFiles.added.length + documentFiles.removed.length > 0)
          await changeItemFiles(tx, item, 'document', documentFiles)
      },
      to: `${hrefOf(item)}${going === writing ? '' : `/edit?in=${going}`}`,
      conflict: {
        latest: () => ownOf(context),
        fill: (current) => fillItem(locale, writing, current),
        show: (current, form, conflict) =>
          edit(context, current, form, { documents: documentFiles.shown, conflict }, 409),
      },
    })
  })
}
