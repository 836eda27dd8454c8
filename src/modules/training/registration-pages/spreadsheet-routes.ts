import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { sendWorkbook } from '#platform/web/send-spreadsheet.ts'
import { listRegistrations } from '#modules/training/registrations/queries.ts'
import type { RegistrationDay } from '#modules/training/registrations/registration.ts'
import { registrationsWorkbook } from './spreadsheet.ts'

/** What is written down of somebody who views the registrations for a day. */
export const readOf = ({ organiserId }: RegistrationDay) => ({ kind: 'registrations', placeId: organiserId }) as const

/** Who registered for a day as a file, for those in charge of it. */
export function spreadsheetRoutes(
  { db }: Services,
  { get }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
  dayOf: (context: RouteContext<'day', Viewer>) => Promise<RegistrationDay>,
) {
  const allow = perMinute(30)

  for (const kind of ['xlsx', 'csv'] as const) {
    get(
      kind === 'xlsx' ? paths.training.registrationsXlsx : paths.training.registrationsCsv,
      signedIn,
      async (context) => {
        const { res, locale, viewer } = context
        const day = await dayOf(context)
        await allow(viewer.id)
        const registrations = await listRegistrations(db, day.id)
        noteRead(res, { ...readOf(day), rows: registrations.length, how: kind })
        const book = registrationsWorkbook(locale, day, registrations)
        await sendWorkbook(res, locale, book, `${day.slug}-registrations`, kind)
      },
    )
  }
}
