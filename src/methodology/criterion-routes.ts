import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, read, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { Asked, routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { addCriterion, move, remove, reviseCriterion } from './commands.ts'
import { criterionScope, freeCode, readCriterion, valuesOfCriterion } from './criterion-form.ts'
import { addressOf, draftOf, lead, performOn, published, showEdition, type Open } from './edition-routes.ts'
import { newCriterionForm } from './forms.ts'
import { criteriaOf, type Criterion, type Methodology } from './methodology.ts'
import { may } from './policy.ts'
import { newScope, sectionIn } from './section-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'methodology/criterion': {
      methodology: Methodology
      criterion: Criterion
      form: Form
      conflict: Difference[] | null
    }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type Naming = Asked<'family' | 'edition' | 'criterion', Viewer>

const criterionIn = (methodology: Methodology, id: string): Criterion =>
  found(criteriaOf(methodology).find((each) => each.id === id))

/** The criteria of a draft: one more, all it says in three languages side by side, its place, its end. */
export function criterionRoutes(open: Open, { get, post }: Router) {
  const { db, editionOf } = open

  post(paths.methodology.criteria, lead, async (asked) => {
    const { res, viewer, params, body, locale } = asked
    const draft = await draftOf(open, params)
    const section = sectionIn(draft, params.section)
    const reading = read(newScope, newCriterionForm[locale], body)
    if (!reading.ok) return showEdition(db, res, viewer, draft, { form: reading.form, section: section.id }, 422)
    const question = { source: locale, [locale]: reading.input.question }
    const kind = reading.input.kind
    await saveNew(db, asked, {
      make: async (tx) => {
        const code = freeCode(question, criteriaOf(draft), `${section.code}.`)
        return `${addressOf(draft)}/criteria/${await addCriterion(tx, draft, section, { code, kind, question })}`
      },
      notice: null,
    })
  })

  get(paths.methodology.criterion, lead, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const criterion = criterionIn(methodology, params.criterion)
    ensure(may.edit(viewer, methodology))
    const form = blank(criterionScope, valuesOfCriterion(criterion))
    render(res, 'methodology/criterion', { methodology, criterion, form, conflict: null })
  })

  post(paths.methodology.criterion, lead, async (asked) => {
    const { res, params, body, locale } = asked
    const methodology = await draftOf(open, params)
    const criterion = criterionIn(methodology, params.criterion)
    const reading = readCriterion(locale, criterion, body)
    if (!reading.ok) {
      return render(res, 'methodology/criterion', { methodology, criterion, form: reading.form, conflict: null }, 422)
    }
    const { input } = reading
    sectionIn(methodology, input.sectionId)
    const back = body['do'] === 'stay' ? `/criteria/${criterion.id}` : `#${criterion.id}`
    await save(db, asked, {
      change: (tx) => reviseCriterion(tx, methodology, criterion, input),
      to: `${addressOf(methodology)}${back}`,
      quicker: published,
      // Somebody saved it meanwhile: both texts are shown, and saving again is a choice made knowingly.
      conflict: {
        latest: async () => {
          const now = await draftOf(open, params)
          return { methodology: now, criterion: criterionIn(now, params.criterion) }
        },
        fill: (now) => blank(criterionScope, valuesOfCriterion(now.criterion)),
        show: (now, form, differences) => {
          const conflict = differences.filter(({ field }) => field !== 'rows')
          render(res, 'methodology/criterion', { ...now, form, conflict }, 409)
        },
      },
    })
  })

  const shift =
    (step: 1 | -1) =>
    async ({ res, viewer, params, locale }: Naming) => {
      const draft = await draftOf(open, params)
      const { id, sectionId } = criterionIn(draft, params.criterion)
      const siblings = sectionIn(draft, sectionId).criteria
      await performOn(open, viewer, (tx) => move(tx, draft, 'criterion', siblings, [id, step]))
      res.redirect(303, `/${locale}${addressOf(draft)}#${id}`)
    }

  post(paths.methodology.criterionUp, lead, shift(-1))
  post(paths.methodology.criterionDown, lead, shift(1))

  get(paths.methodology.criterionRemoval, lead, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const { code, id } = criterionIn(methodology, params.criterion)
    ensure(may.edit(viewer, methodology))
    render(res, 'methodology/removal', { methodology, part: { kind: 'criterion', code, id } })
  })

  post(paths.methodology.criterionRemoval, lead, async (asked) => {
    const { res, viewer, params, locale } = asked
    const draft = await draftOf(open, params)
    const criterion = criterionIn(draft, params.criterion)
    await performOn(open, viewer, (tx) => remove(tx, draft, 'criterion', criterion))
    noticed(res, 'removed')
    res.redirect(303, `/${locale}${addressOf(draft)}#${criterion.sectionId}`)
  })
}
