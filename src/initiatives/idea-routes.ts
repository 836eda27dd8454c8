import { noAutosave, formSubject, type AutosaveState } from '#drafts/draft.ts'
import { findAutosaveState } from '#drafts/queries.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { blankForm, readForm, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, signedIn, type routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { proposeIdea, updateIdea } from './commands.ts'
import { ideaForm, textsOf } from './forms.ts'
import { fillIdea, i18nScope } from './idea-form.ts'
import { may } from './policy.ts'
import { listOwnParishes, type OwnParish } from './place-queries.ts'
import { findInitiative, type InitiativeForViewer } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'initiatives/idea': { form: Form; parishes: OwnParish[]; drafting: AutosaveState }
    'initiatives/edit': IdeaPage
  }
}

interface IdeaPage {
  form: Form
  initiative: InitiativeForViewer
  writing: Locale
  stored: InitiativeForViewer | null
  drafting: AutosaveState
}

const members = only('member')
const newIdea = formSubject('idea', 'new')
const subjectOf = ({ id }: InitiativeForViewer) => formSubject('idea', id)

/** Ideas of people of a parish: proposing one, and rewriting one's own until it is taken up. */
export function ideaRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get(paths.initiatives.add, members, async ({ res, viewer, query, locale }) => {
    const parishes = await listOwnParishes(db, viewer)
    const parish =
      parishes.find(({ parishSlug }) => parishSlug === query['parish']) ??
      (parishes.length === 1 ? parishes[0] : undefined)
    const kept = await findAutosaveState(db, viewer, newIdea, query['draft'])
    const form = blankForm(i18nScope, kept.restored?.fields ?? { in: locale, parish: parish?.parishSlug })
    render(res, 'initiatives/idea', { parishes, form, drafting: kept })
  })

  post(paths.initiatives.add, members, async (context) => {
    const { res, viewer, body, locale } = context
    const parishes = await listOwnParishes(db, viewer)
    const parish = parishes.find(({ parishSlug }) => parishSlug === body['parish'])
    const reading = readForm(i18nScope, ideaForm[locale], body)
    if (!reading.ok || !parish)
      return render(
        res,
        'initiatives/idea',
        { parishes, form: refused(reading.ok ? null : reading.form, body, parish), drafting: noAutosave(newIdea) },
        422,
      )

    await saveNew(db, context, {
      make: async (tx) => {
        const { slug } = await proposeIdea(tx, parish, viewer.id, textsOf(reading.input, null))
        return paths.initiatives.initiative(slug)
      },
      notice: 'sent',
    })
  })

  const findOwn = async (viewer: Viewer, slug: string) => {
    const idea = orNotFound(await findInitiative(db, viewer, slug))
    orForbidden(may.editIdea(viewer, idea))
    return idea
  }

  get(paths.initiatives.edit, signedIn, async ({ res, viewer, params, query }) => {
    const initiative = await findOwn(viewer, params.initiative)
    const writing = isLocale(query['in']) ? query['in'] : initiative.title.source
    const kept = await findAutosaveState(db, viewer, subjectOf(initiative), query['draft'])
    const form = kept.restored ? blankForm(i18nScope, kept.restored.fields) : fillIdea(writing, initiative)
    render(res, 'initiatives/edit', { initiative, writing, form, stored: null, drafting: kept })
  })

  post(paths.initiatives.edit, signedIn, async (context) => {
    const { res, viewer, params, body, locale } = context
    const initiative = await findOwn(viewer, params.initiative)
    const writing = isLocale(body['in']) ? body['in'] : initiative.title.source
    const reading = readForm(i18nScope, ideaForm[locale], body)
    if (!reading.ok) {
      const page = {
        initiative,
        writing,
        form: reading.form,
        stored: null,
        drafting: noAutosave(subjectOf(initiative)),
      }
      return render(res, 'initiatives/edit', page, 422)
    }

    const seen = { id: initiative.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => updateIdea(tx, seen, textsOf(reading.input, initiative)),
      to: paths.initiatives.initiative(initiative.slug),
      conflict: {
        latest: () => findOwn(viewer, params.initiative),
        fill: (stored) => fillIdea(writing, stored),
        show: (stored, form) => {
          const page = { initiative: stored, writing, form, stored, drafting: noAutosave(subjectOf(stored)) }
          render(res, 'initiatives/edit', page, 409)
        },
      },
    })
  })
}

function refused(form: Form | null, body: Body, parish: OwnParish | undefined): Form {
  const problems = { ...form?.problems, ...(parish ? {} : { parish: { key: 'choose', params: {} } }) }
  return withProblems(i18nScope, body, problems)
}
