import type { Response } from 'express'
import type { Viewer } from '#platform/values/viewer.ts'
import { isSecret } from '#platform/values/secret.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type RouteContext } from '#platform/web/routes.ts'
import { verificationPath, normaliseCode, parseSerial, serialNumber, type Certificate } from './certificate.ts'
import { certificateDocument } from './document.ts'
import { findCertificate } from './queries.ts'
import type { AttendanceRouter } from '#modules/training/attendance/list-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/certificates/verification': { form: Form; certificate: Certificate | null; pdf: string | null }
  }
}

const i18nScope = 'attendance:verification'
type Anybody<P extends string = never> = RouteContext<P, Viewer | null>

/** Anybody who holds a certificate sees whether it is true: by its serial number and the code printed on it, and by no other way. */
export function verificationRoutes({ db, printer, config: { origin } }: Services, { get }: AttendanceRouter) {
  const allow = perMinute(30)

  const find = async ({ req, query }: Anybody, serial: string): Promise<Certificate | null> => {
    await allow(String(req.ip))
    const named = parseSerial(serial)
    const certificate = named && (await findCertificate(db, named))
    return certificate && isSecret(normaliseCode(query['code'] ?? ''), certificate.code) ? certificate : null
  }

  const show = async (context: Anybody, serial: string) => {
    const { res, query } = context
    const values = { serial, code: query['code'] ?? '' }
    if (values.code === '') return page(res, blankForm(i18nScope, values), null)
    const certificate = await find(context, serial)
    const problems = certificate ? {} : { code: { key: 'unknown', params: {} } }
    page(res, withProblems(i18nScope, values, problems), certificate, certificate ? 200 : 404)
  }

  // What is on it is for whoever holds the code: no cache keeps it, and no search engine shows it.
  const page = (res: Response, form: Form, certificate: Certificate | null, status = 200) => {
    res.setHeader('Cache-Control', 'no-store').setHeader('X-Robots-Tag', 'noindex')
    delete res.locals['keepPage']
    const pdf = certificate && verificationPath(certificate).replace('?', '/certificate.pdf?')
    render(res, 'modules/training/certificates/verification', { form, certificate, pdf }, status)
  }

  get(paths.training.certificates, anyone, (context) => show(context, context.query['serial'] ?? ''))

  get(paths.training.certificate, anyone, (context) => show(context, context.params.serial))

  get(paths.training.certificatePdf, anyone, async (context: Anybody<'serial'>) => {
    const certificate = orNotFound(await find(context, context.params.serial))
    const { req, res, locale } = context
    res.setHeader('Cache-Control', 'no-store').setHeader('X-Robots-Tag', 'noindex')
    const pdf = await printer.print('certificate', certificateDocument(locale, certificate, origin))
    sendPdf(req, res, pdf, `${serialNumber(certificate)}-${locale}.pdf`)
  })
}
