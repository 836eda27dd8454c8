import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { VersionConflict } from '#platform/db/transact.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import { today } from '#platform/values/day.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { save } from '#platform/web/save.ts'
import { minutesOfDate } from '#modules/training/attendance/attendance.ts'
import { revokeForm } from '#modules/training/attendance/schema.ts'
import { mayOfAttendance } from '#modules/training/attendance/policy.ts'
import { parseSerial, serialNumber, attendedEnough, type Attendee, type Certificate } from './certificate.ts'
import { issueCertificates, revokeCertificate } from './commands.ts'
import { certificateDocument } from './document.ts'
import { findCertificateOfDay, findCertified } from './queries.ts'
import type { AttendanceRouter } from '#modules/training/attendance/list-routes.ts'
import { findDay } from '#modules/training/days/queries.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/certificates/list': {
      training: TrainingDay
      people: (Attendee & { enough: boolean; valid: Certificate | null; revoked: Certificate[] })[]
      length: number
      waiting: number
      mayCertify: boolean
    }
    'modules/training/certificates/revocation': { training: TrainingDay; certificate: Certificate; form: Form }
  }
}

const i18nScope = 'attendance:revoke'

const lengthOfDay = ({ dates }: TrainingDay) => dates.reduce((sum, date) => sum + minutesOfDate(date), 0)

/** The certificates of a day, for those who may know who was there: issued to one or to all, printed, revoked. */
export function certificateRoutes({ db, now, printer, config: { origin } }: Services, { get, post }: AttendanceRouter) {
  const one = async ({ viewer, params }: RouteContext<'day', Viewer>) => {
    const day = orNotFound(await findDay(db, viewer, params.day))
    if (!mayOfAttendance.view(viewer, day)) throw new NotFound()
    return day
  }

  const certified = async (day: TrainingDay, locale: Locale) => {
    const { people, certificates } = await findCertified(db, day.id)
    const length = lengthOfDay(day)
    const shown = people.map((person) => {
      const own = certificates.filter(({ participantId }) => participantId === person.participantId)
      const valid = own.find(({ revokedOn }) => revokedOn === null) ?? null
      return { ...person, enough: attendedEnough(person, length), valid, revoked: own.filter((each) => each !== valid) }
    })
    const sorted = shown.toSorted((a, b) => formats[locale].compare(a.name, b.name))
    return { people: sorted, length, waiting: sorted.filter(isWaiting).length }
  }

  get(paths.training.issued, signedIn, async (context) => {
    const day = await one(context)
    const mayCertify = mayOfAttendance.certify(context.viewer, day)
    const shown = await certified(day, context.locale)
    noteRead(context.res, { kind: 'attendance', placeId: day.organiserId, rows: shown.people.length, how: 'page' })
    render(context.res, 'modules/training/certificates/list', {
      training: day,
      ...shown,
      mayCertify,
    })
  })

  post(paths.training.issued, signedIn, async (context) => {
    const { viewer, body } = context
    const day = await one(context)
    orForbidden(mayOfAttendance.certify(viewer, day))
    const { people } = await certified(day, context.locale)
    const to = people
      .filter(isWaiting)
      .filter(({ participantId }) => body['to'] === 'all' || body['to'] === participantId)
    await save(db, context, {
      change: to.length > 0 ? (tx) => issueCertificates(tx, day, to, today(now)) : null,
      to: paths.training.issued(day.slug),
      notice: to.length > 0 ? 'certificates_issued' : null,
      // Pressed twice, or by two people: they have theirs already.
      needless: (error) => violatedConstraint(error) === 'certificates_once',
    })
  })

  const issued = async (context: RouteContext<'day' | 'serial', Viewer>) => {
    const day = await one(context)
    const serial = orNotFound(parseSerial(context.params.serial))
    return { day, certificate: orNotFound(await findCertificateOfDay(db, day.id, serial)) }
  }

  get(paths.training.issuedPdf, signedIn, async (context) => {
    const { day, certificate } = await issued(context)
    const { req, res, locale } = context
    noteRead(res, {
      kind: 'attendance',
      subjectId: certificate.participantId,
      placeId: day.organiserId,
      rows: 1,
      how: 'pdf',
    })
    const pdf = await printer.print('certificate', certificateDocument(locale, certificate, origin))
    sendPdf(req, res, pdf, `${serialNumber(certificate)}-${locale}.pdf`)
  })

  get(paths.training.revocation, signedIn, async (context) => {
    const { day, certificate } = await issued(context)
    orForbidden(mayOfAttendance.certify(context.viewer, day) && certificate.revokedOn === null)
    render(context.res, 'modules/training/certificates/revocation', {
      training: day,
      certificate,
      form: blankForm(i18nScope),
    })
  })

  post(paths.training.revocation, signedIn, async (context) => {
    const { viewer, body, locale, res } = context
    const { day, certificate } = await issued(context)
    orForbidden(mayOfAttendance.certify(viewer, day) && certificate.revokedOn === null)
    const reading = readForm(i18nScope, revokeForm[locale], body)
    const reason = reading.ok ? setTranslation(locale, null, reading.input.reason) : null
    if (!reading.ok || !reason) {
      const form = reading.ok ? withProblems(i18nScope, body, {}) : reading.form
      return render(res, 'modules/training/certificates/revocation', { training: day, certificate, form }, 422)
    }
    await save(db, context, {
      change: (tx) => revokeCertificate(tx, certificate, reason, today(now)),
      to: paths.training.issued(day.slug),
      notice: 'certificate_revoked',
      // Somebody else was first: it is revoked.
      needless: (error) => error instanceof VersionConflict,
    })
  })
}

const isWaiting = ({ enough, valid }: { enough: boolean; valid: Certificate | null }) => enough && valid === null
