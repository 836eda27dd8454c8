import type { Db } from '#platform/db/connection.ts'
import { noAutosave, formSubject, type AutosaveState } from '#modules/autosave/autosave.ts'
import { otherAuthors, revisionsBetween } from '#modules/autosave/revision.ts'
import { listRevisionsSince } from '#modules/autosave/revision-queries.ts'
import {
  audiences,
  initiativeCategories,
  isBeforeLaunch,
  providers,
} from '#modules/initiatives/initiative/initiative.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { readForm, withResolvedConflicts, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { initiativeForm, type InitiativeInput } from './schema.ts'
import { formOfMergedInitiative, initiativeScope, mergedInitiative, type FieldConflict } from './initiative-form.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { updateInitiative } from './commands.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import type { SectionRemarks } from '#modules/plans/plan/review-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/sections/initiative': InitiativePage
  }
}

interface Place {
  plan: Plan
  initiative: PlannedInitiative
}

interface InitiativePage extends Place {
  form: Form
  writing: Locale
  mayEdit: boolean
  mayDrop: boolean
  choices: typeof initiativeChoices
  conflict: Conflict
  drafting: AutosaveState | null
  remarks?: SectionRemarks
}

/** Where two changed the same, and who saved meanwhile; null where nobody did. */
type Conflict = { conflicts: FieldConflict[]; savers: string[]; at: Date } | null

export const initiativeChoices = { categories: initiativeCategories, audiences, providers }

type Describing = RouteContext<'parish' | 'initiative', Viewer>

export const subjectOf = ({ id }: PlannedInitiative): string => formSubject('initiative', id)

/** Saves what somebody wrote of an initiative, alone or together with what others saved meanwhile. */
export function initiativeSaving(db: Db, placeOf: (context: Describing) => Promise<Place>) {
  const show = (
    context: Describing,
    { plan, initiative }: Place,
    form: Form,
    status: number,
    conflict: Conflict = null,
  ) =>
    render(
      context.res,
      'modules/plans/sections/initiative',
      {
        plan,
        initiative,
        writing: contentLocale(context),
        form,
        mayEdit: true,
        mayDrop: isBeforeLaunch(initiative),
        choices: initiativeChoices,
        conflict,
        drafting: noAutosave(subjectOf(initiative)),
      },
      status,
    )

  const send = async (context: Describing) => {
    const { locale } = context
    const { plan, initiative } = await placeOf(context)
    const body = withResolvedConflicts(context.body)
    const reading = readForm(initiativeScope, initiativeForm[locale], body)
    if (!reading.ok) return show(context, { plan, initiative }, reading.form, 422)
    if (!setTranslation(contentLocale(context), initiative.title, reading.input.title)) {
      const untitled = withProblems(initiativeScope, body, { title: { key: 'required', params: {} } })
      return show(context, { plan, initiative }, untitled, 422)
    }
    await store(context, { plan, initiative }, reading.input, [])
  }

  const store = (context: Describing, { plan, initiative }: Place, input: InitiativeInput, savers: string[]) =>
    save(db, context, {
      change: (tx) => updateInitiative(tx, plan, initiative, input, contentLocale(context)),
      to: `${initiativeAddress(plan, initiative.slug)}?in=${nextContentLocale(context)}`,
      notice: savers.length > 0 ? ['saved_together', savers.join(', ')] : 'saved',
      conflict: () => meet(context, input, savers),
    })

  // Somebody saved the initiative meanwhile: what does not touch is saved together; where both changed the same, both
  // texts are shown, and saving again is a choice made knowingly.
  const meet = async (context: Describing, typed: InitiativeInput, before: string[]): Promise<void> => {
    const { viewer, locale } = context
    const { plan, initiative } = await placeOf(context)
    const writing = contentLocale(context)
    const since = await listRevisionsSince(db, initiative.id, typed.version)
    const saves = revisionsBetween(since, typed.version, initiative.version)
    const { input, clashes } = mergedInitiative(initiative, typed, saves, writing)
    const savers = [...new Set([...before, ...otherAuthors(viewer.id, saves ?? [])])]
    if (saves && clashes.length === 0) return store(context, { plan, initiative }, input, savers)
    const { form, conflicts } = formOfMergedInitiative(input, clashes, initiative, { locale, writing })
    form.values['draft'] = context.body['draft']
    show(context, { plan, initiative }, form, 409, { conflicts, savers, at: initiative.updatedAt })
  }

  return send
}

export const initiativeAddress = ({ parishSlug }: Plan, slug: string): string =>
  paths.plans.initiative({ parish: parishSlug, initiative: slug })
