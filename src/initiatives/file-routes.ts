import type { Response } from 'express'
import { transact } from '#db/act.ts'
import { describeFiles, readFiles, showFiles, type FileShown } from '#files/field.ts'
import { sendFile } from '#files/send.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { blankForm, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, signedIn, type routes } from '#web/routes.ts'
import { flash } from '#web/site.ts'
import { changeInitiativeFiles } from './commands.ts'
import { may } from './policy.ts'
import { filesOf } from './file-queries.ts'
import { findInitiative, type InitiativeForViewer } from './queries.ts'

interface FilesForm {
  form: Form
  photos: FileShown[]
  documents: FileShown[]
}

declare module '#web/render.ts' {
  interface Views {
    'initiatives/files': FilesForm & { initiative: InitiativeForViewer; writing: Locale }
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
    render(res, 'initiatives/files', { initiative, writing, ...shown }, status)

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
    const papers = await readFiles(db, viewer, body, documents, attached.documents, writing)
    const problems = { ...pictures.problems, ...papers.problems }
    if (Object.keys(problems).length > 0) {
      const form = withProblems(words, body, problems)
      return show(res, initiative, writing, { form, photos: pictures.shown, documents: papers.shown }, 422)
    }
    await transact(db, viewer, async (tx) => {
      await changeInitiativeFiles(tx, initiative, { photo: pictures, document: papers })
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
