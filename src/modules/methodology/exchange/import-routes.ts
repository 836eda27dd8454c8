import type { Response } from 'express'
import { mostMegabytes } from '#platform/files/formats/file.ts'
import { uploadStateOf } from '#platform/files/upload-state.ts'
import { findOwnFiles } from '#platform/files/queries.ts'
import { keyOf as placeOf } from '#platform/files/store.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { editionChangesBetween, type EditionChanges } from '#modules/methodology/comparison/changes.ts'
import { createEdition } from '#modules/methodology/editions/commands.ts'
import { readMethodologyFile, type ImportFault } from './exchange.ts'
import { importForm, longestFile } from '#modules/methodology/editions/schema.ts'
import { isDraft, type MethodologyContent, type Methodology } from '#modules/methodology/editions/methodology.ts'
import { findMethodology, listEditions } from '#modules/methodology/editions/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/exchange/import': { form: Form; faults: ImportFault[]; preview: Preview | null }
  }
}

/** What an import would make: all of it new, or changed from the newest edition there is. */
interface Preview {
  family: string
  content: MethodologyContent
  since: Methodology | null
  changes: EditionChanges | null
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const scope = 'methodology:import'
const draftExists = { file: { key: 'draft_exists', params: {} } }

/** A methodology from a file: looked at as differences first, then entered as a draft. */
export function importRoutes({ db, store }: Services, { get, post }: Router) {
  const lead = only('lead')

  const show = (res: Response, form: Form, more: { faults?: ImportFault[]; preview?: Preview } = {}, status = 200) =>
    render(
      res,
      'modules/methodology/exchange/import',
      { form, faults: more.faults ?? [], preview: more.preview ?? null },
      status,
    )

  const previewOf = async (family: string, content: MethodologyContent, locale: Locale): Promise<Preview> => {
    const newest = (await listEditions(db)).find((edition) => edition.family === family)
    const since = newest ? ((await findMethodology(db, newest.id)) ?? null) : null
    return { family, content, since, changes: since && editionChangesBetween(since, content, locale) }
  }

  get(paths.methodology.import, lead, ({ res }) => {
    show(res, blankForm(scope))
  })

  // A file that was chosen is shown as the text that it holds, and goes on from there like one that was pasted.
  const withUpload = async (viewer: Viewer, posted: Body): Promise<Form> => {
    const { upload: _, ...body } = posted
    const { ids, refused } = uploadStateOf(posted, 'upload')
    const [file] = ids.length > 0 ? await findOwnFiles(db, viewer, ids.slice(0, 1)) : []
    if (file?.type === 'text' && file.bytes <= 4 * longestFile) {
      const chunks = (await (await store.read(placeOf(file.sha256))).toArray()) as Buffer[]
      return withProblems(scope, { ...body, file: Buffer.concat(chunks).toString() }, {})
    }
    const wrong = file ? [{ reason: 'file_type', name: file.name }] : refused.slice(0, 1)
    const problems = wrong.map(({ reason, name }) => ['upload', { key: reason, params: { name, max: mostMegabytes } }])
    return withProblems(scope, body, Object.fromEntries(problems) as Form['problems'])
  }

  post(paths.methodology.import, lead, async ({ res, viewer, body: posted, locale }) => {
    const { values: body, ...typed } = await withUpload(viewer, posted)
    if (typed.problems['upload']) return show(res, { ...typed, values: body }, {}, 422)
    const reading = readForm(scope, importForm, body)
    if (!reading.ok) return show(res, reading.form, {}, 422)
    const file = readMethodologyFile(reading.input.file)
    if (!file.ok) {
      const form = withProblems(scope, body, { file: { key: 'wrong', params: {} } })
      return show(res, form, { faults: file.faults }, 422)
    }
    const { family, content } = file
    const refuse = () => show(res, withProblems(scope, body, draftExists), {}, 422)

    if (body['do'] !== 'import') {
      const preview = await previewOf(family, content, locale)
      return preview.since && isDraft(preview.since) ? refuse() : show(res, withProblems(scope, body, {}), { preview })
    }
    await saveNew(
      db,
      { res, viewer, locale, body },
      {
        make: async (tx) => {
          const { id, edition } = await createEdition(tx, family, content)
          await tx.record('methodology.imported', id, { family })
          return paths.methodology.edition({ family, edition })
        },
        refused: {
          words: scope,
          rules: (constraint) => (constraint.startsWith('methodology_versions_') ? draftExists : null),
          show: (form) => show(res, form, {}, 422),
        },
      },
    )
  })
}
