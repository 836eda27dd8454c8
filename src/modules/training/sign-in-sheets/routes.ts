import { buffer } from 'node:stream/consumers'
import { transact } from '#platform/db/transact.ts'
import type { ShownFile } from '#platform/files/file-field.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import { keyOf } from '#platform/files/store.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { mayOfAttendance } from '#modules/training/attendance/policy.ts'
import type { AttendanceRouter, ShowList } from '#modules/training/attendance/list-routes.ts'
import { scanRoutes, receiveScans, sheetTypes } from './scan-routes.ts'
import { readCode, sheetCodeIn } from './sheet-code.ts'
import { storeScan, type NewScan } from './commands.ts'
import {
  findDateByCode,
  isDuplicateScan,
  listFilingDates,
  listScans,
  type FilingDate,
  type ScanInList,
} from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/sign-in-sheets/sheets': {
      form: Form
      chosen: ShownFile[]
      sent: ScanInList[]
      dates: FilingDate[]
      refused: number
    }
  }
}

const i18nScope = 'attendance:send'
const staff = only('partner')

/** Photographs and scans of signed sheets: each files itself by the code on it, or is filed by hand. */
export function signInSheetRoutes(services: Services, { get, post }: AttendanceRouter, showList: ShowList) {
  const { db, store, now } = services
  const show = async (
    { res, viewer, query }: RouteContext<never, Viewer>,
    form: Form,
    chosen: ShownFile[] = [],
    status = 200,
  ) => {
    const [sent, dates] = [await listScans(db, viewer), await listFilingDates(db, viewer, today(now))]
    const refused = /^[1-9]$/.test(query['refused'] ?? '') ? Number(query['refused']) : 0
    render(res, 'modules/training/sign-in-sheets/sheets', { form, chosen, sent, dates, refused }, status)
  }

  get(paths.training.scans, staff, (context) => show(context, blankForm(i18nScope)))

  post(paths.training.scans, staff, async (context) => {
    const { viewer, body, locale, res } = context
    const { problems, kept } = await receiveScans(db, viewer, body, sheetTypes)
    if (Object.keys(problems).length > 0) return show(context, withProblems(i18nScope, body, problems), kept, 422)
    const scans: NewScan[] = []
    let refused = 0
    for (const file of kept) {
      if (await isDuplicateScan(db, viewer, file.sha256)) continue
      const scan = await scanOf(viewer, file)
      if (scan) scans.push(scan)
      else refused += 1
    }
    if (scans.length > 0) {
      await transact(db, viewer, async (tx) => {
        for (const scan of scans) await storeScan(tx, scan, now())
      })
      flash(res, 'sent')
    }
    res.redirect(303, `/${locale}${paths.training.scans()}${refused > 0 ? `?refused=${refused}` : ''}#sent`)
  })

  /** What becomes of a photograph: filed by its code, or waiting where none can be read; null where the code is not this person's. */
  const scanOf = async (viewer: Viewer, file: StoredFile): Promise<NewScan | null> => {
    const code = sheetCodeIn(await codeOn(file))
    const scan = { fileId: file.id, kind: 'sign_in_sheet' as const }
    if (code === null) return { ...scan, dateId: null, byCode: false }
    const date = await findDateByCode(db, code)
    return date && mayOfAttendance.file(viewer, date) ? { ...scan, dateId: date.dateId, byCode: true } : null
  }

  // Too many at once, or one that takes too long: it waits to be filed by hand.
  const codeOn = async ({ sha256, type }: StoredFile) => {
    const bytes = new Uint8Array(await buffer(await store.read(keyOf(sha256))))
    return readCode({ bytes, isPdf: type === 'pdf' }).catch(() => null)
  }

  get(paths.training.signInSheet, signedIn, async ({ res, viewer, params, locale }) => {
    const date = orNotFound(await findDateByCode(db, params.code))
    if (!mayOfAttendance.view(viewer, date)) throw new NotFound()
    res.redirect(303, `/${locale}${paths.training.attendance({ day: date.daySlug, date: date.dateId })}`)
  })

  // After the pages above: an address that names no scan is not one of theirs.
  scanRoutes(services, { get, post }, showList)
}
