import type { Response } from 'express'
import { performOnce } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import type { Locale } from '#lib/locale.ts'
import { blank, keyOf, read, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { only, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { changesBetween, type Changes } from './changes.ts'
import { enter } from './commands.ts'
import { readFile, type Fault } from './exchange.ts'
import { importForm } from './forms.ts'
import { placeOfFirst } from './list-routes.ts'
import { isDraft, type Content, type Methodology } from './methodology.ts'
import { findMethodology, listEditions } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'methodology/import': { form: Form; faults: Fault[]; preview: Preview | null }
  }
}

/** What an import would make: all of it new, or changed from the newest edition there is. */
interface Preview {
  family: string
  content: Content
  since: Methodology | null
  changes: Changes | null
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const scope = 'methodology:import'

/** A methodology from a file: looked at as differences first, then entered as a draft. */
export function importRoutes(db: Db, { get, post }: Router) {
  const lead = only('lead')

  const show = (res: Response, form: Form, more: { faults?: Fault[]; preview?: Preview } = {}, status = 200) =>
    render(res, 'methodology/import', { form, faults: more.faults ?? [], preview: more.preview ?? null }, status)

  const previewOf = async (family: string, content: Content, locale: Locale): Promise<Preview> => {
    const newest = (await listEditions(db)).find((edition) => edition.family === family)
    const since = newest ? ((await findMethodology(db, newest.id)) ?? null) : null
    return { family, content, since, changes: since && changesBetween(since, content, locale) }
  }

  get('/work/methodology/import', lead, ({ res }) => {
    show(res, blank(scope))
  })

  post('/work/methodology/import', lead, async ({ res, viewer, body, locale }) => {
    const reading = read(scope, importForm, body)
    if (!reading.ok) return show(res, reading.form, {}, 422)
    const file = readFile(reading.input.file)
    if (!file.ok) {
      const form = withProblems(scope, body, { file: { key: 'wrong', params: {} } })
      return show(res, form, { faults: file.faults }, 422)
    }
    const { family, content } = file
    const refuse = () => show(res, withProblems(scope, body, { file: { key: 'draft_exists', params: {} } }), {}, 422)

    if (body['do'] !== 'import') {
      const preview = await previewOf(family, content, locale)
      return preview.since && isDraft(preview.since) ? refuse() : show(res, withProblems(scope, body, {}), { preview })
    }
    let location = ''
    try {
      location = await performOnce(db, viewer, keyOf(body), async (act) => {
        const { id, edition } = await enter(act, family, content)
        await act.record('methodology.imported', id, { family })
        return `/work/methodology/${family}/${edition}`
      }).catch(placeOfFirst)
    } catch (error) {
      if (brokenConstraint(error)?.startsWith('methodology_versions_')) return refuse()
      throw error
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${location}`)
  })
}
