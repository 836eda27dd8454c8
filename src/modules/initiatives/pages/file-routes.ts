import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { describeFiles, readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, signedIn, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { changeInitiativeFiles } from '#modules/initiatives/initiative/commands.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import { filesOf } from '#modules/initiatives/initiative/file-queries.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'

interface FilesForm {
  form: Form
  photos: ShownFile[]
  documents: ShownFile[]
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/pages/files': FilesForm & { initiative: InitiativeForViewer; writing: Locale }
  }
}

const words = 'initiatives:files.form'
const photos = { name: 'photos', pictures: true }
const documents = { name: 'documents' }

/** Photos of an initiative, seen by whoever sees the initiative, and documents for those who work on its plan. */
export function initiativeFileRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const findFor = async (viewer: Viewer | null, slug: string) => orNotFound(await findInitiative(db, viewer, slug))
  const findOwn = async (viewer: Viewer, slug: string) => {
    const initiative = await findFor(viewer, slug)
    orForbidden(may.attach(viewer, initiative))
    return { initiative, attached: filesOf(initiative) }
  }

  const show = (res: Response, initiative: InitiativeForViewer, writing: Locale, shown: FilesForm, status = 200) =>
    render(res, 'modules/initiatives/pages/files', { initiative, writing, ...shown }, status)

  get(paths.initiatives.files, signedIn, async ({ res, viewer, params, query, locale }) => {
    const { initiative, attached } = await findOwn(viewer, params.initiative)
    const writing = isLocale(query['in']) ? query['in'] : locale
    show(res, initiative, writing, {
      form: blankForm(words),
      photos: showFiles(writing, attached.photos),
      documents: showFiles(writing, attached.documents),
    })
  })

  post(paths.initiatives.files, signedIn, async ({ res, viewer, params, body, locale }) => {
    const { initiative, attached } = await findOwn(viewer, params.initiative)
    const writing = isLocale(body['in']) ? body['in'] : locale
    const pictures = await readFiles(db, viewer, body, photos, attached.photos, writing)
    const documentFiles = await readFiles(db, viewer, body, documents, attached.documents, writing)
    const problems = { ...pictures.problems, ...documentFiles.problems }
    if (Object.keys(problems).length > 0) {
      const form = withProblems(words, body, problems)
      return show(res, initiative, writing, { form, photos: pictures.shown, documents: documentFiles.shown }, 422)
    }
    await transact(db, viewer, async (tx) => {
      await changeInitiativeFiles(tx, initiative, { photo: pictures, document: documentFiles })
      await describeFiles(tx, writing, pictures)
    })
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}#photos`)
  })

  const sendPhoto = async (res: Response, viewer: Viewer | null, slug: string, id: string, small: boolean) => {
    const initiative = await findFor(viewer, slug)
    const photo = orNotFound(filesOf(initiative).photos.find((each) => each.id === id))
    await sendFile(res, store, photo, { small, forAll: initiative.published })
  }

  get(paths.initiatives.photo, anyone, ({ res, viewer, params }) =>
    sendPhoto(res, viewer, params.initiative, params.file, false),
  )
  get(paths.initiatives.smallPhoto, anyone, ({ res, viewer, params }) =>
    sendPhoto(res, viewer, params.initiative, params.file, true),
  )

  get(paths.initiatives.document, signedIn, async ({ res, viewer, params }) => {
    const initiative = await findFor(viewer, params.initiative)
    orNotFound(may.readDocuments(viewer, initiative) || null)
    await sendFile(res, store, orNotFound(filesOf(initiative).documents.find(({ id }) => id === params.file)))
  })
}
