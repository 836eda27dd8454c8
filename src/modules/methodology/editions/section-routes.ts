import { locales } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import {
  blankForm,
  readForm,
  withProblems,
  type Body,
  type FieldDifference,
  type Form,
} from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { addSection, movePart, removePart, updateSection } from './part-commands.ts'
import { nextFreeCode } from './criterion-form.ts'
import { editionPath, draftOf, leadOnly, publishedMeanwhile, showEdition, type EditionPages } from './edition-routes.ts'
import { sectionForm, titleForm } from './schema.ts'
import type { Methodology, Section } from './methodology.ts'
import { may } from './policy.ts'
import { fromThreeLanguages } from './three-languages.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/section': {
      methodology: Methodology
      section: Section
      form: Form
      conflict: FieldDifference[] | null
    }
  }
}

const sectionScope = 'methodology:section'
export const newScope = 'methodology:new'

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

export const sectionIn = ({ sections }: Methodology, id: string): Section =>
  orNotFound(sections.find((each) => each.id === id))

/** The sections of a draft: one more, its texts, its place among the others, its end. */
export function sectionRoutes(open: EditionPages, { get, post }: Router) {
  const { db, editionOf } = open

  post(paths.methodology.sections, leadOnly, async (context) => {
    const { res, viewer, params, body, locale } = context
    const draft = await draftOf(open, params)
    const reading = readForm(newScope, titleForm[locale], body)
    if (!reading.ok) return showEdition(db, res, viewer, draft, { form: reading.form, section: null }, 422)
    const title = { source: locale, [locale]: reading.input.title }
    await saveNew(db, context, {
      make: async (tx) => {
        const id = await addSection(tx, draft, nextFreeCode(title, draft.sections), title)
        return `${editionPath(draft)}#${id}`
      },
      notice: null,
    })
  })

  get(paths.methodology.section, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const section = sectionIn(methodology, params.section)
    orForbidden(may.edit(viewer, methodology))
    const form = blankForm(sectionScope, valuesOfSection(section))
    render(res, 'modules/methodology/editions/section', { methodology, section, form, conflict: null })
  })

  post(paths.methodology.section, leadOnly, async (context) => {
    const { res, params, body, locale } = context
    const methodology = await draftOf(open, params)
    const section = sectionIn(methodology, params.section)
    const again = (form: Form) =>
      render(res, 'modules/methodology/editions/section', { methodology, section, form, conflict: null }, 422)
    const reading = readForm(sectionScope, sectionForm[locale], body)
    if (!reading.ok) return again(reading.form)
    const { input } = reading
    const texts = (name: 'title' | 'guidance') =>
      fromThreeLanguages(locale, section[name], {
        lv: input[`lv.${name}`],
        et: input[`et.${name}`],
        en: input[`en.${name}`],
      })
    const title = texts('title')
    if (!title) {
      return again(withProblems(sectionScope, body, { [`${locale}.title`]: { key: 'required', params: {} } }))
    }
    const changes = { version: input.version, title, guidance: texts('guidance') }
    await save(db, context, {
      change: (tx) => updateSection(tx, methodology, section, changes),
      to: `${editionPath(methodology)}#${section.id}`,
      quicker: publishedMeanwhile,
      conflict: {
        latest: async () => {
          const now = await draftOf(open, params)
          return { methodology: now, section: sectionIn(now, params.section) }
        },
        fill: (now) => blankForm(sectionScope, valuesOfSection(now.section)),
        show: (now, form, conflict) =>
          render(res, 'modules/methodology/editions/section', { ...now, form, conflict }, 409),
      },
    })
  })

  const shift = (step: 1 | -1) => async (context: RouteContext<'family' | 'edition' | 'section', Viewer>) => {
    const { params } = context
    const draft = await draftOf(open, params)
    const { id } = sectionIn(draft, params.section)
    await save(db, context, {
      change: (tx) => movePart(tx, draft, 'section', draft.sections, [id, step]),
      to: `${editionPath(draft)}#${id}`,
      notice: null,
      quicker: publishedMeanwhile,
    })
  }

  post(paths.methodology.sectionUp, leadOnly, shift(-1))
  post(paths.methodology.sectionDown, leadOnly, shift(1))

  get(paths.methodology.sectionRemoval, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    const { code, id } = sectionIn(methodology, params.section)
    orForbidden(may.edit(viewer, methodology))
    render(res, 'modules/methodology/editions/removal', { methodology, part: { kind: 'section', code, id } })
  })

  post(paths.methodology.sectionRemoval, leadOnly, async (context) => {
    const draft = await draftOf(open, context.params)
    const section = sectionIn(draft, context.params.section)
    await save(db, context, {
      change: (tx) => removePart(tx, draft, 'section', section),
      to: editionPath(draft),
      notice: 'removed',
      quicker: publishedMeanwhile,
    })
  })
}

const valuesOfSection = (it: Section): Body => ({
  version: String(it.version),
  ...Object.fromEntries(
    locales.flatMap((locale) => [
      [`${locale}.title`, it.title[locale] ?? ''],
      [`${locale}.guidance`, it.guidance?.[locale] ?? ''],
    ]),
  ),
})
