import { locales } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { orForbidden } from '#platform/web/errors.ts'
import {
  blankForm,
  readForm,
  withProblems,
  type Body,
  type FieldDifference,
  type Form,
} from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { updateEdition } from './commands.ts'
import { editionPath, draftOf, leadOnly, publishedMeanwhile, type EditionPages } from './edition-routes.ts'
import { editionForm } from './schema.ts'
import type { Methodology, Score } from './methodology.ts'
import { may } from './policy.ts'
import { fromThreeLanguages } from './three-languages.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/title': { methodology: Methodology; form: Form; conflict: FieldDifference[] | null }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const editionScope = 'methodology:edition'

/** What a draft says of itself: its title, its introduction, and the scores it is made with. */
export function titleRoutes(open: EditionPages, { get, post }: Router) {
  const { editionOf } = open

  get(paths.methodology.title, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    orForbidden(may.edit(viewer, methodology))
    const form = blankForm(editionScope, valuesOfEdition(methodology))
    render(res, 'modules/methodology/editions/title', { methodology, form, conflict: null })
  })

  post(paths.methodology.title, leadOnly, async (context) => {
    const { res, params, body, locale } = context
    const methodology = await draftOf(open, params)
    const again = (form: Form) =>
      render(res, 'modules/methodology/editions/title', { methodology, form, conflict: null }, 422)
    const reading = readForm(editionScope, editionForm[locale], body)
    if (!reading.ok) return again(reading.form)
    const { input } = reading
    const texts = (name: 'title' | 'introduction') =>
      fromThreeLanguages(locale, methodology[name], {
        lv: input[`lv.${name}`],
        et: input[`et.${name}`],
        en: input[`en.${name}`],
      })
    const title = texts('title')
    if (!title) {
      return again(withProblems(editionScope, body, { [`${locale}.title`]: { key: 'required', params: {} } }))
    }
    const changes = {
      version: input.version,
      title,
      introduction: texts('introduction'),
      leastScore: Number(input.leastScore ?? methodology.leastScore) as Score,
      mostScore: Number(input.mostScore ?? methodology.mostScore) as Score,
    }
    await save(open.db, context, {
      change: (tx) => updateEdition(tx, methodology, changes),
      to: editionPath(methodology),
      quicker: publishedMeanwhile,
      conflict: {
        latest: () => draftOf(open, params),
        fill: (stored) => blankForm(editionScope, valuesOfEdition(stored)),
        show: (stored, form, conflict) =>
          render(res, 'modules/methodology/editions/title', { methodology: stored, form, conflict }, 409),
      },
    })
  })
}

const valuesOfEdition = (it: Methodology): Body => ({
  version: String(it.version),
  leastScore: String(it.leastScore),
  mostScore: String(it.mostScore),
  ...Object.fromEntries(
    locales.flatMap((locale) => [
      [`${locale}.title`, it.title[locale] ?? ''],
      [`${locale}.introduction`, it.introduction?.[locale] ?? ''],
    ]),
  ),
})
