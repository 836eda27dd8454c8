import { readFiles, showFiles, type FileShown } from '#files/field.ts'
import { today, type Day } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, read, withProblems, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { changeFiles, enter, revise } from './commands.ts'
import { copiesForm } from './forms.ts'
import { findDueDay, listInspections, type InspectionDone } from './inspection-queries.ts'
import { isThere, proposedStep } from './inspection.ts'
import { fillItem, readItem, scope } from './item-form.ts'
import { factsOf, firstStates, labelOf } from './item.ts'
import { may } from './policy.ts'
import { filesOf, findItem, listSteps, type ItemWithFiles, type StepTaken } from './queries.ts'
import { canTake, steps, type Step } from './step.ts'

export interface ItemPage {
  item: ItemWithFiles
  label: string
  files: ReturnType<typeof filesOf>
  steps: Step[]
  history: StepTaken[]
  inspections: InspectionDone[]
  dueOn: Day | null
  proposed: Step | null
  mayInspect: boolean
  mayEdit: boolean
  copies: Form
}

declare module '#web/render.ts' {
  interface Views {
    'equipment/item': ItemPage
    'equipment/edit': {
      item: ItemWithFiles
      label: string
      form: Form
      documents: FileShown[]
      writing: Locale
      conflict: Difference[] | null
    }
  }
}

const documents = { name: 'documents' }
const copiesScope = 'equipment:copies'

type OfItem = Asked<'item', Viewer>

/** A thing's page, where what was written of it is changed and it is entered again for as many as came with it. */
export function itemRoutes({ db, now }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const itemOf = async ({ viewer, params }: OfItem) => found(await findItem(db, viewer, params.item))
  const ownOf = async (asked: OfItem) => {
    const item = await itemOf(asked)
    ensure(may.edit(asked.viewer, item))
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
      steps: mayEdit ? steps.filter((step) => canTake(item, step)) : [],
      history: await listSteps(db, item.id),
      inspections,
      dueOn: await findDueDay(db, item.id),
      proposed: mayEdit ? proposedStep(item, inspections[0]) : null,
      mayInspect: may.inspect(viewer, item) && isThere(item),
      mayEdit,
      copies: blank(copiesScope, { count: '1' }),
    }
    render(res, 'equipment/item', { ...page, ...more }, status)
  }

  get(paths.equipment.item, signedIn, async (asked) => show(asked, await itemOf(asked)))

  post(paths.equipment.itemCopies, signedIn, async (asked) => {
    const { body, locale } = asked
    const item = await ownOf(asked)
    const reading = read(copiesScope, copiesForm[locale], body)
    if (!reading.ok) return show(asked, item, { copies: reading.form }, 422)
    const state = firstStates.find((each) => each === item.state) ?? 'received'
    const entry = { territoryId: item.territoryId, state, since: today(now) }
    await saveNew(db, asked, {
      make: async (tx) => {
        await enter(tx, entry, { ...factsOf(item), serial: '' }, reading.input.count, filesOf(item).documents)
        return paths.equipment.list()
      },
    })
  })

  const edit = (
    asked: OfItem,
    item: ItemWithFiles,
    form: Form,
    more: { documents?: FileShown[]; conflict?: Difference[] },
    status = 200,
  ) => {
    const writing = writingIn(asked)
    const shown = more.documents ?? showFiles(writing, filesOf(item).documents)
    const page = { item, label: labelOf(item), form, writing, documents: shown, conflict: more.conflict ?? null }
    render(asked.res, 'equipment/edit', page, status)
  }

  get(paths.equipment.itemEdit, signedIn, async (asked) => {
    const item = await ownOf(asked)
    edit(asked, item, fillItem(asked.locale, writingIn(asked), item), {})
  })

  post(paths.equipment.itemEdit, signedIn, async (asked) => {
    const { viewer, locale, body } = asked
    const item = await ownOf(asked)
    const writing = writingIn(asked)
    const reading = readItem(locale, writing, body, item)
    const papers = await readFiles(db, viewer, body, documents, filesOf(item).documents, writing)
    if (!reading.ok || Object.keys(papers.problems).length > 0) {
      const problems = { ...(reading.ok ? {} : reading.form.problems), ...papers.problems }
      return edit(asked, item, withProblems(scope, body, problems), { documents: papers.shown }, 422)
    }
    const going = goingOnIn(asked)
    await save(db, asked, {
      change: async (tx) => {
        await revise(tx, { id: item.id, version: Number(body['version']) || 0 }, reading.facts)
        if (papers.added.length + papers.removed.length > 0) await changeFiles(tx, item, 'document', papers)
      },
      to: `${hrefOf(item)}${going === writing ? '' : `/edit?in=${going}`}`,
      conflict: {
        latest: () => ownOf(asked),
        fill: (current) => fillItem(locale, writing, current),
        show: (current, form, conflict) => edit(asked, current, form, { documents: papers.shown, conflict }, 409),
      },
    })
  })
}
