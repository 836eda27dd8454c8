import type { Db } from '#db/db.ts'
import { noAutosave, formSubject, type AutosaveState } from '#drafts/draft.ts'
import { findAutosaveState } from '#drafts/queries.ts'
import { isUuid } from '#lib/fields.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { blankForm, rowKeys, type FieldDifference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { RouteContext } from '#web/routes.ts'
import { contentLocale } from '#web/writing.ts'
import { listDayChoices } from './choice-queries.ts'
import type { DayChoices } from './choices.ts'
import type { FormContext } from './day-facts-form.ts'
import { i18nScope } from './day-form.ts'
import type { TrainingDay } from './training.ts'

/** What a form is for: a new day, one being rewritten, or the one that takes another's place. */
type Doing = 'plan' | 'edit' | 'postpone'

interface DayPage {
  doing: Doing
  form: Form
  keys: string[]
  /** The day being rewritten or put off, or the one that a new one is begun from. */
  training: TrainingDay | null
  choices: DayChoices
  writing: Locale
  conflict: FieldDifference[] | null
  drafting: AutosaveState
}

declare module '#web/render.ts' {
  interface Views {
    'training/form': DayPage
  }
}

type Asking = RouteContext<string, Viewer>

/** The page on which a day is written, whatever for. */
export function dayPage(db: Db) {
  const subjectOf = (doing: Doing, day: TrainingDay | null) =>
    doing === 'plan' || !day
      ? formSubject('training', 'new')
      : formSubject('training', day.id, ...(doing === 'postpone' ? ['postponement'] : []))

  /** What there is to choose from, and when the project runs. */
  const around = async (
    { viewer, locale, body }: Pick<Asking, 'viewer' | 'locale' | 'body'>,
    before: TrainingDay | null,
    from = before,
  ): Promise<FormContext> => {
    const kept = from?.parishes.map(({ id }) => id) ?? []
    const ids = [...[body['parishIds'] ?? []].flat().filter(isUuid), ...kept]
    const { period, ...choices } = await listDayChoices(db, viewer, locale, {
      ids,
      typed: String(body['parish'] ?? ''),
    })
    const { territories } = choices
    // A joint event keeps its organiser, whoever of those it serves rewrites it.
    const left = before && !territories.some(({ id }) => id === before.organiserId)
    const organiser = before && { id: before.organiserId, slug: before.organiserSlug, names: before.organiserNames }
    return {
      choices: { ...choices, territories: left && organiser ? [...territories, organiser] : territories },
      period,
      before,
    }
  }

  const show = (
    context: Asking,
    doing: Doing,
    { choices, before }: FormContext,
    form: Form,
    more: Partial<DayPage> = {},
  ) =>
    render(
      context.res,
      'training/form',
      {
        doing,
        form,
        keys: rowKeys(form.values),
        training: before,
        choices,
        writing: contentLocale(context),
        conflict: null,
        drafting: noAutosave(subjectOf(doing, before)),
        ...more,
      },
      more.conflict ? 409 : Object.keys(form.problems).length > 0 ? 422 : 200,
    )

  /** The page as it opens: with the draft that is asked for, or as given. */
  const open = async (context: Asking, doing: Doing, its: FormContext, form: Form, training = its.before) => {
    const kept = await findAutosaveState(db, context.viewer, subjectOf(doing, its.before), context.query['draft'])
    if (!kept.restored) return show(context, doing, its, form, { drafting: kept, training })
    const restored = blankForm(i18nScope, kept.restored.fields)
    const { viewer, locale } = context
    const then = await around({ viewer, locale, body: restored.values }, its.before, training)
    show(context, doing, then, restored, { drafting: kept, training })
  }

  return { around, show, open }
}
