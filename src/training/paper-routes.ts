import { transact } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { violatedConstraint } from '#db/failures.ts'
import { readFiles } from '#files/field.ts'
import type { FileType } from '#files/file.ts'
import { sendFile } from '#files/send.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import { withProblems, type Body, type FormProblem } from '#web/form.ts'
import { signedIn } from '#web/routes.ts'
import { flash } from '#web/site.ts'
import { may } from './attendance-policy.ts'
import { addressOf, listOfDate, type Router, type ShowList } from './list-routes.ts'
import { discardPaper, filePaper, keepPaper } from './sheet-commands.ts'
import { findFilingDate, findPaper } from './sheet-queries.ts'

const field = { name: 'sheets' }
export const sheetTypes: readonly FileType[] = ['jpeg', 'png', 'pdf']
const logTypes: readonly FileType[] = [...sheetTypes, 'csv', 'xlsx', 'ods', 'text']

/** The files of a form that takes sheets and logs, and what is wrong with them. */
export async function receivePapers(db: Db, viewer: Viewer, body: Body, types: readonly FileType[]) {
  const { problems, kept } = await readFiles(db, viewer, body, field, [], viewer.locale)
  const wrong = kept.find(({ type }) => !types.includes(type))
  const more: Record<string, FormProblem> = {}
  if (wrong) more[field.name] = { key: 'file_type', params: { name: wrong.name } }
  else if (kept.length === 0 && Object.keys(problems).length === 0) more[field.name] = { key: 'none', params: {} }
  return { problems: { ...problems, ...more }, kept: kept.filter((file) => file !== wrong) }
}

/** The sheets and logs of a list: added to it, shown to those who may know who was there, filed and taken away by hand. */
export function paperRoutes({ db, store, now }: Services, { get, post }: Router, showList: ShowList) {
  const one = listOfDate(db)

  post(paths.training.attendanceScans, signedIn, async (context) => {
    const { viewer, body, res } = context
    const { day, list } = await one(context)
    orForbidden(may.file(viewer, day))
    const { problems, kept } = await receivePapers(db, viewer, body, logTypes)
    if (Object.keys(problems).length > 0)
      return showList(context, { training: day, list, sending: withProblems('attendance:send', body, problems) }, 422)
    const kind = body['kind'] === 'online_log' && day.modality !== 'onsite' ? 'online_log' : 'sheet'
    await transact(db, viewer, async (tx) => {
      for (const { id } of kept) await keepPaper(tx, { fileId: id, kind, byCode: false, dateId: list.id }, now())
    })
    flash(res, 'sent')
    res.redirect(303, `/${context.locale}${addressOf(context)}#papers`)
  })

  const paperFor = async (viewer: Viewer, id: string, allowed: typeof may.view) => {
    const paper = orNotFound(await findPaper(db, id))
    const seen = paper.date ? may.view(viewer, paper.date) : paper.uploadedBy === viewer.id
    if (!seen) throw new NotFound()
    orForbidden(paper.date === null || allowed(viewer, paper.date))
    return paper
  }

  for (const small of [false, true]) {
    get(small ? paths.training.smallScan : paths.training.scanFile, signedIn, async ({ res, viewer, params }) => {
      const { file } = await paperFor(viewer, params.paper, may.view)
      await sendFile(res, store, file, { small })
    })
  }

  post(paths.training.scan, signedIn, async ({ res, viewer, params, body, locale }) => {
    const paper = await paperFor(viewer, params.paper, may.file)
    const date = await findFilingDate(db, String(body['date'] ?? ''))
    if (date && paper.dateId === null) {
      orForbidden(may.file(viewer, date))
      await transact(db, viewer, (tx) => filePaper(tx, paper, date.dateId))
      flash(res, 'saved')
    }
    res.redirect(303, `/${locale}${paths.training.scans()}#sent`)
  })

  post(paths.training.scanRemoval, signedIn, async ({ res, viewer, params, locale }) => {
    const paper = await paperFor(viewer, params.paper, may.file)
    try {
      await transact(db, viewer, (tx) => discardPaper(tx, paper))
      flash(res, 'removed')
    } catch (error) {
      if (violatedConstraint(error) !== 'attendance_papers_locked') throw error
    }
    const { date } = paper
    const back = date ? `${date.daySlug}/dates/${date.dateId}/attendance` : 'sheets/new'
    res.redirect(303, `/${locale}${paths.training.workOnDay(back)}`)
  })
}
