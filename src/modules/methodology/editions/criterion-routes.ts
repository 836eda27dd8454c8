import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { addCriterion, movePart, removePart, updateCriterion } from './part-commands.ts'
import { criterionScope, nextFreeCode, readCriterion, valuesOfCriterion } from './criterion-form.ts'
import { editionPath, draftOf, leadOnly, publishedMeanwhile, showEdition, type EditionPages } from './edition-routes.ts'
import { newCriterionForm } from './schema.ts'
import { criteriaOf, type Criterion, type Methodology } from './methodology.ts'
import { may } from './policy.ts'
import { newScope, sectionIn } from './section-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/criterion': {
      methodology: Methodology
      criterion: Criterion
      form: Form
      conflict: FieldDifference[] | null
    }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type Naming = RouteContext<'family' | 'edition' | 'criterion', Viewer>

const criterionIn = (methodology: Methodology, id: string): Criterion =>
  orNotFound(criteriaOf(methodology).find((each) => each.id === id))

/** The criteria of a draft: one more, all it says in three languages side by side, its place, its end. */
export function criterionRoutes(open: EditionPages, { get, post }: Router) {
  const { db, editionOf } = open

  post(paths.methodology.criteria, leadOnly, async (context) => {
    const { res, viewer, params, body, locale } = context
    const draft = await draftOf(open, params)
    const section = sectionIn(draft, params.section)
    const reading = readForm(newScope, newCriterionForm[locale], body)
    if (!reading.ok) return showEdition(db, res, viewer, draft, { form: reading.form, section: section.id }, 422)
    const question = { source: locale, [locale]: reading.input.question }
    const kind = reading.input.kind
    await saveNew(db, context, {
      make: async (tx) => {
        const code = nextFreeCode(question, criteriaOf(draft), `${section.code}.`)
        const criterion = await addCriterion(tx, draft, section, { code, kind, question })
        return paths.methodology.criterion({ family: draft.family, edition: draft.edition, criterion })
      },
      notice: null,
    })
  })

  get(paths.methodology.criterion, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const criterion = criterionIn(methodology, params.criterion)
    orForbidden(may.edit(viewer, methodology))
    const form = blankForm(criterionScope, valuesOfCriterion(criterion))
    render(res, 'modules/methodology/editions/criterion', { methodology, criterion, form, conflict: null })
  })

  post(paths.methodology.criterion, leadOnly, async (context) => {
    const { res, params, body, locale } = context
    const methodology = await draftOf(open, params)
    const criterion = criterionIn(methodology, params.criterion)
    const reading = readCriterion(locale, criterion, body)
    if (!reading.ok) {
      return render(
        res,
        'modules/methodology/editions/criterion',
        { methodology, criterion, form: reading.form, conflict: null },
        422,
      )
    }
    const { input } = reading
    sectionIn(methodology, input.sectionId)
    const { family, edition } = methodology
    const to =
      body['do'] === 'stay'
        ? paths.methodology.criterion({ family, edition, criterion: criterion.id })
        : `${editionPath(methodology)}#${criterion.id}`
    await save(db, context, {
      change: (tx) => updateCriterion(tx, methodology, criterion, input),
      to,
      quicker: publishedMeanwhile,
      // Somebody saved it meanwhile: both texts are shown, and saving again is a choice made knowingly.
      conflict: {
        latest: async () => {
          const now = await draftOf(open, params)
          return { methodology: now, criterion: criterionIn(now, params.criterion) }
        },
        fill: (now) => blankForm(criterionScope, valuesOfCriterion(now.criterion)),
        show: (now, form, differences) => {
          const conflict = differences.filter(({ field }) => field !== 'rows')
          render(res, 'modules/methodology/editions/criterion', { ...now, form, conflict }, 409)
        },
      },
    })
  })

  const shift = (step: 1 | -1) => async (context: Naming) => {
    const { params } = context
    const draft = await draftOf(open, params)
    const { id, sectionId } = criterionIn(draft, params.criterion)
    const siblings = sectionIn(draft, sectionId).criteria
    await save(db, context, {
      change: (tx) => movePart(tx, draft, 'criterion', siblings, [id, step]),
      to: `${editionPath(draft)}#${id}`,
      notice: null,
      quicker: publishedMeanwhile,
    })
  }

  post(paths.methodology.criterionUp, leadOnly, shift(-1))
  post(paths.methodology.criterionDown, leadOnly, shift(1))

  get(paths.methodology.criterionRemoval, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const { code, id } = criterionIn(methodology, params.criterion)
    orForbidden(may.edit(viewer, methodology))
    render(res, 'modules/methodology/editions/removal', { methodology, part: { kind: 'criterion', code, id } })
  })

  post(paths.methodology.criterionRemoval, leadOnly, async (context) => {
    const draft = await draftOf(open, context.params)
    const criterion = criterionIn(draft, context.params.criterion)
    await save(db, context, {
      change: (tx) => removePart(tx, draft, 'criterion', criterion),
      to: `${editionPath(draft)}#${criterion.sectionId}`,
      notice: 'removed',
      quicker: publishedMeanwhile,
    })
  })
}
