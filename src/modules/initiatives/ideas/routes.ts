import { noAutosave, formSubject, type AutosaveState } from '#modules/autosave/autosave.ts'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, signedIn, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { proposeIdea, updateIdea } from '#modules/initiatives/initiative/commands.ts'
import { ideaForm, textsOf } from '#modules/initiatives/initiative/schema.ts'
import { fillIdea, i18nScope } from './form.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import { listOwnParishes, type OwnParish } from '#modules/initiatives/initiative/own-parish-queries.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/ideas/form': { form: Form; parishes: OwnParish[]; drafting: AutosaveState }
    'modules/initiatives/ideas/edit': IdeaPage
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
    render(res, 'modules/initiatives/ideas/form', { parishes, form, drafting: kept })
  })

  post(paths.initiatives.add, members, async (context) => {
    const { res, viewer, body, locale } = context
    const parishes = await listOwnParishes(db, viewer)
    const parish = parishes.find(({ parishSlug }) => parishSlug === body['parish'])
    const reading = readForm(i18nScope, ideaForm[locale], body)
    if (!reading.ok || !parish)
      return render(
        res,
        'modules/initiatives/ideas/form',
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
    render(res, 'modules/initiatives/ideas/edit', { initiative, writing, form, stored: null, drafting: kept })
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
      return render(res, 'modules/initiatives/ideas/edit', page, 422)
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
          render(res, 'modules/initiatives/ideas/edit', page, 409)
        },
      },
    })
  })
}

function refused(form: Form | null, body: Body, parish: OwnParish | undefined): Form {
  const problems = { ...form?.problems, ...(parish ? {} : { parish: { key: 'choose', params: {} } }) }
  return withProblems(i18nScope, body, problems)
}
