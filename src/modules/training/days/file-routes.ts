import { transact } from '#platform/db/transact.ts'
import { readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { changeDayFiles } from './commands.ts'
import { findFiles } from './file-queries.ts'
import { may } from './policy.ts'
import { findDay } from './queries.ts'
import type { TrainingDay } from './training-day.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/days/files': { training: TrainingDay; form: Form; materials: ShownFile[]; evidence: ShownFile[] }
  }
}

const i18nScope = 'training:files.form'
const materials = { name: 'materials' }
const evidence = { name: 'evidence' }

/** Materials of a day, read by whoever sees it, and what else shows that it took place, read by those in charge. */
export function trainingFileRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const own = async ({ viewer, params }: RouteContext<'day', Viewer>) => {
    const day = orNotFound(await findDay(db, viewer, params.day))
    orNotFound(may.work(viewer, day) || null)
    orForbidden(may.manage(viewer, day))
    return { day, files: await findFiles(db, day.id) }
  }

  get(paths.training.files, signedIn, async (context) => {
    const { day, files } = await own(context)
    const { locale } = context
    render(context.res, 'modules/training/days/files', {
      training: day,
      form: blankForm(i18nScope),
      materials: showFiles(locale, files.materials),
      evidence: showFiles(locale, files.evidence),
    })
  })

  post(paths.training.files, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const { day, files } = await own(context)
    const materialFiles = await readFiles(db, viewer, body, materials, files.materials, locale)
    const proof = await readFiles(db, viewer, body, evidence, files.evidence, locale)
    const problems = { ...materialFiles.problems, ...proof.problems }
    if (Object.keys(problems).length > 0) {
      const form = withProblems(i18nScope, body, problems)
      const shown = { materials: materialFiles.shown, evidence: proof.shown }
      return render(res, 'modules/training/days/files', { training: day, form, ...shown }, 422)
    }
    await transact(db, viewer, (tx) => changeDayFiles(tx, day, { material: materialFiles, evidence: proof }))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.training.workOnDay(day.slug)}#files`)
  })

  get(paths.training.material, anyone, async ({ res, viewer, params }) => {
    const day = orNotFound(await findDay(db, viewer, params.day))
    const file = orNotFound((await findFiles(db, day.id)).materials.find(({ id }) => id === params.file))
    await sendFile(res, store, file, { forAll: day.published })
  })

  get(paths.training.evidence, signedIn, async ({ res, viewer, params }) => {
    const day = orNotFound(await findDay(db, viewer, params.day))
    orNotFound(may.work(viewer, day) || null)
    await sendFile(res, store, orNotFound((await findFiles(db, day.id)).evidence.find(({ id }) => id === params.file)))
  })
}
