import type { Db } from '#platform/db/connection.ts'
import { noAutosave, formSubject, type AutosaveState } from '#modules/autosave/autosave.ts'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { blankForm, rowKeys, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { listDayChoices } from './choice-queries.ts'
import type { DayChoices } from './day-input.ts'
import type { FormContext } from './input-form.ts'
import { i18nScope } from './form.ts'
import type { TrainingDay } from './training-day.ts'

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

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/days/form': DayPage
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
      'modules/training/days/form',
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
