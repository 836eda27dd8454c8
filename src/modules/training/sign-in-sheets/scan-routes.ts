import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import { readFiles } from '#platform/files/file-field.ts'
import type { FileType } from '#platform/files/formats/file.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { withProblems, type Body, type FormProblem } from '#platform/forms/form-kit.ts'
import { signedIn } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { flash } from '#platform/web/site.ts'
import { save } from '#platform/web/save.ts'
import { mayOfAttendance } from '#modules/training/attendance/policy.ts'
import { listPath, loadList, type AttendanceRouter, type ShowList } from '#modules/training/attendance/list-routes.ts'
import { discardScan, fileScan, storeScan } from './commands.ts'
import { findFilingDate, findScan } from './queries.ts'

const field = { name: 'scans' }
export const sheetTypes: readonly FileType[] = ['jpeg', 'png', 'pdf']
const logTypes: readonly FileType[] = [...sheetTypes, 'csv', 'xlsx', 'ods', 'text']

/** The files of a form that takes sheets and logs, and what is wrong with them. */
export async function receiveScans(db: Db, viewer: Viewer, body: Body, types: readonly FileType[]) {
  const { problems, kept } = await readFiles(db, viewer, body, field, [], viewer.locale)
  const wrong = kept.find(({ type }) => !types.includes(type))
  const more: Record<string, FormProblem> = {}
  if (wrong) more[field.name] = { key: 'file_type', params: { name: wrong.name } }
  else if (kept.length === 0 && Object.keys(problems).length === 0) more[field.name] = { key: 'none', params: {} }
  return { problems: { ...problems, ...more }, kept: kept.filter((file) => file !== wrong) }
}

/** The sheets and logs of a list: added to it, shown to those who may know who was there, filed and taken away by hand. */
export function scanRoutes({ db, store, now }: Services, { get, post }: AttendanceRouter, showList: ShowList) {
  const one = loadList(db)

  post(paths.training.attendanceScans, signedIn, async (context) => {
    const { viewer, body, res } = context
    const { day, list } = await one(context)
    orForbidden(mayOfAttendance.file(viewer, day))
    const { problems, kept } = await receiveScans(db, viewer, body, logTypes)
    if (Object.keys(problems).length > 0)
      return showList(context, { training: day, list, sending: withProblems('attendance:send', body, problems) }, 422)
    const kind = body['kind'] === 'online_log' && day.modality !== 'onsite' ? 'online_log' : 'sign_in_sheet'
    await transact(db, viewer, async (tx) => {
      for (const { id } of kept) await storeScan(tx, { fileId: id, kind, byCode: false, dateId: list.id }, now())
    })
    flash(res, 'sent')
    res.redirect(303, `/${context.locale}${listPath(context)}#scans`)
  })

  const scanFor = async (viewer: Viewer, id: string, allowed: typeof mayOfAttendance.view) => {
    const scan = orNotFound(await findScan(db, id))
    const seen = scan.date ? mayOfAttendance.view(viewer, scan.date) : scan.uploadedBy === viewer.id
    if (!seen) throw new NotFound()
    orForbidden(scan.date === null || allowed(viewer, scan.date))
    return scan
  }

  for (const small of [false, true]) {
    get(small ? paths.training.smallScan : paths.training.scanFile, signedIn, async ({ res, viewer, params }) => {
      const { file, date } = await scanFor(viewer, params.scan, mayOfAttendance.view)
      const placeId = date?.organiserId ?? null
      noteRead(res, { kind: 'evidence', subjectId: params.scan, placeId, rows: 1, how: 'file' })
      await sendFile(res, store, file, { small })
    })
  }

  post(paths.training.scan, signedIn, async ({ res, viewer, params, body, locale }) => {
    const scan = await scanFor(viewer, params.scan, mayOfAttendance.file)
    const date = await findFilingDate(db, String(body['date'] ?? ''))
    if (date && scan.dateId === null) {
      orForbidden(mayOfAttendance.file(viewer, date))
      await transact(db, viewer, (tx) => fileScan(tx, scan, date.dateId))
      flash(res, 'saved')
    }
    res.redirect(303, `/${locale}${paths.training.scans()}#sent`)
  })

  post(paths.training.scanRemoval, signedIn, async (context) => {
    const scan = await scanFor(context.viewer, context.params.scan, mayOfAttendance.file)
    const { date } = scan
    await save(db, context, {
      change: (tx) => discardScan(tx, scan),
      to: date ? paths.training.attendance({ day: date.daySlug, date: date.dateId }) : paths.training.scans(),
      notice: 'removed',
      // Its list was confirmed meanwhile: what is on it stays.
      needless: (error) => violatedConstraint(error) === 'attendance_scans_locked',
    })
  })
}
