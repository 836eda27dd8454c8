import type { Response } from 'express'
import type { Db } from '#platform/db/connection.ts'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { withdrawConsent } from '#modules/consents/commands.ts'
import { askForFile } from '#modules/privacy/files/file-commands.ts'
import { findOwnFile, keptDays, listFilesOf, type PrivacyFile } from '#modules/privacy/files/file-queries.ts'
import { sendPersonalZip } from '#modules/privacy/files/routes.ts'
import { askBySession } from '#modules/privacy/requests/commands.ts'
import { listRequestsOf } from '#modules/privacy/requests/queries.ts'
import { requestKinds, type PrivacyRequest, type RequestKind } from '#modules/privacy/requests/request.ts'
import { ownRequestForm } from '#modules/privacy/requests/schema.ts'
import { restrictedSince } from '#modules/privacy/requests/subject-queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'
import { findOwnConsent, listOwnConsents, type OwnConsent } from './consent-queries.ts'
import { listFound, meantAtFirst, numbersOf } from '#modules/privacy/subject/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/own/data': {
      form: Form
      kinds: RequestKind[]
      files: PrivacyFile[]
      requests: PrivacyRequest[]
      consents: OwnConsent[]
      restrictedAt: Date | null
      days: number
    }
  }
}

const scope = 'privacy:request'

// Their account, and those with the same address and name who registered or travelled.
async function ownNumbers(db: Db, { id, email }: Viewer): Promise<Pick<Subject, 'personId' | 'participantIds'>> {
  const found = await listFound(db, { email, personId: id })
  return { ...numbersOf(meantAtFirst(found, id)), personId: id }
}

/** What somebody who is signed in does with their own data: fetch all of it, and ask for what the law lets them ask for. */
export function ownDataRoutes({ db, store, now, limits }: Services) {
  const { router, get, post } = routes()

  const show = async (res: Response, viewer: Viewer, form: Form, status = 200) => {
    const files = await listFilesOf(db, viewer.id)
    const requests = await listRequestsOf(db, viewer.id)
    const numbers = await ownNumbers(db, viewer)
    const consents = await listOwnConsents(db, numbers.participantIds)
    const restrictedAt = await restrictedSince(db, numbers)
    const kinds = requestKinds.filter((kind) => kind !== 'export')
    const shown = { form, kinds, files, requests, consents, restrictedAt, days: keptDays }
    render(res, 'modules/privacy/own/data', shown, status)
  }

  get(paths.privacy.own, signedIn, ({ res, viewer }) => show(res, viewer, blankForm(scope)))

  post(paths.privacy.ownFiles, signedIn, async (context) => {
    const { req, viewer } = context
    requireProof(req)
    await save(db, context, {
      change: async (tx) => {
        const subject = await ownNumbers(tx.db, viewer)
        await askForFile(tx, { subject, email: null, locale: viewer.locale, requestId: null })
      },
      to: paths.privacy.own(),
    })
  })

  get(paths.privacy.ownFile, signedIn, async ({ req, res, viewer, params }) => {
    const made = orNotFound(await findOwnFile(db, viewer.id, params.file))
    requireProof(req)
    await transact(db, viewer, (tx) => tx.record('privacy.file_fetched', params.file))
    await sendPersonalZip({ db, store }, res, made)
  })

  post(paths.privacy.ownRequests, signedIn, async (context) => {
    const { req, res, viewer, body, locale } = context
    const reading = readForm(scope, ownRequestForm[locale], body)
    if (!reading.ok) return show(res, viewer, reading.form, 422)
    if (!(await limits.countPrivacyRequest(String(req.ip), viewer.email)))
      return show(res, viewer, withProblems(scope, body, { kind: { key: 'spent', params: {} } }), 429)
    const asked = { ...reading.input, email: viewer.email, personId: viewer.id, locale: viewer.locale }
    await save(db, context, {
      change: (tx) => askBySession(tx, asked, today(now)),
      to: paths.privacy.own(),
      notice: 'sent',
    })
  })

  post(paths.privacy.ownConsent, signedIn, async (context) => {
    const { participantIds } = await ownNumbers(db, context.viewer)
    const consent = orNotFound(await findOwnConsent(db, participantIds, context.params.consent))
    const { registrationId, travellerId, purpose } = consent
    const of = registrationId === null ? { travellerId: travellerId ?? '' } : { registrationId }
    await save(db, context, { change: (tx) => withdrawConsent(tx, of, purpose, 'self'), to: paths.privacy.own() })
  })

  return router
}
