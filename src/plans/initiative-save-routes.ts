import type { Db } from '#db/db.ts'
import { drafting, subject, type Drafting } from '#drafts/draft.ts'
import { saversBeside, savesBetween } from '#drafts/save.ts'
import { listSavesSince } from '#drafts/save-queries.ts'
import { audiences, categories, isBeforeLaunch, providers } from '#initiatives/initiative.ts'
import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import { read, withChosen, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { Asked } from '#web/routes.ts'
import { save } from '#web/save.ts'
import type { PlannedInitiative } from './content.ts'
import { initiativeForm, type InitiativeInput } from './forms.ts'
import { formOfMergedInitiative, initiativeScope, mergedInitiative, type FieldConflict } from './initiative-form.ts'
import type { Plan } from './plan.ts'
import { revise } from './section-commands.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import type { Remarks } from './standing-queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/initiative': InitiativePage
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
  choices: typeof choices
  conflict: Conflict
  drafting: Drafting | null
  remarks?: Remarks
}

/** Where two changed the same, and who saved meanwhile; null where nobody did. */
type Conflict = { conflicts: FieldConflict[]; savers: string[]; at: Date } | null

export const choices = { categories, audiences, providers }

type Describing = Asked<'parish' | 'initiative', Viewer>

export const subjectOf = ({ id }: PlannedInitiative): string => subject('initiative', id)

/** Saves what somebody wrote of an initiative, alone or together with what others saved meanwhile. */
export function initiativeSaving(db: Db, placeOf: (asked: Describing) => Promise<Place>) {
  const show = (
    asked: Describing,
    { plan, initiative }: Place,
    form: Form,
    status: number,
    conflict: Conflict = null,
  ) =>
    render(
      asked.res,
      'plans/initiative',
      {
        plan,
        initiative,
        writing: writingIn(asked),
        form,
        mayEdit: true,
        mayDrop: isBeforeLaunch(initiative),
        choices,
        conflict,
        drafting: drafting(subjectOf(initiative)),
      },
      status,
    )

  const send = async (asked: Describing) => {
    const { locale } = asked
    const { plan, initiative } = await placeOf(asked)
    const body = withChosen(asked.body)
    const reading = read(initiativeScope, initiativeForm[locale], body)
    if (!reading.ok) return show(asked, { plan, initiative }, reading.form, 422)
    if (!writeIn(writingIn(asked), initiative.title, reading.input.title)) {
      const untitled = withProblems(initiativeScope, body, { title: { key: 'required', params: {} } })
      return show(asked, { plan, initiative }, untitled, 422)
    }
    await store(asked, { plan, initiative }, reading.input, [])
  }

  const store = (asked: Describing, { plan, initiative }: Place, input: InitiativeInput, savers: string[]) =>
    save(db, asked, {
      change: (tx) => revise(tx, plan, initiative, input, writingIn(asked)),
      to: `${addressOf(plan, initiative.slug)}?in=${goingOnIn(asked)}`,
      notice: savers.length > 0 ? ['saved_together', savers.join(', ')] : 'saved',
      conflict: () => meet(asked, input, savers),
    })

  // Somebody saved the initiative meanwhile: what does not touch is saved together; where both changed the same, both
  // texts are shown, and saving again is a choice made knowingly.
  const meet = async (asked: Describing, typed: InitiativeInput, before: string[]): Promise<void> => {
    const { viewer, locale } = asked
    const { plan, initiative } = await placeOf(asked)
    const writing = writingIn(asked)
    const since = await listSavesSince(db, initiative.id, typed.version)
    const saves = savesBetween(since, typed.version, initiative.version)
    const { input, clashes } = mergedInitiative(initiative, typed, saves, writing)
    const savers = [...new Set([...before, ...saversBeside(viewer.id, saves ?? [])])]
    if (saves && clashes.length === 0) return store(asked, { plan, initiative }, input, savers)
    const { form, conflicts } = formOfMergedInitiative(input, clashes, initiative, { locale, writing })
    form.values['draft'] = asked.body['draft']
    show(asked, { plan, initiative }, form, 409, { conflicts, savers, at: initiative.updatedAt })
  }

  return send
}

export const addressOf = ({ parishSlug }: Plan, slug: string): string =>
  paths.plans.initiative({ parish: parishSlug, initiative: slug })
