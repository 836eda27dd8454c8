import type { Response } from 'express'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { Day } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { only, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { keepAnAdministrator, LastAdministrator } from '#modules/people/accounts/administrator-commands.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { isKnown, mentionKey } from '#modules/privacy/subject/subject.ts'
import { requestPage, type OfOne } from '#modules/privacy/requests/request-page.ts'
import type { PrivacyRequest } from '#modules/privacy/requests/request.ts'
import { eraseSubject, noteErasures } from './commands.ts'
import { closeErased } from './request-commands.ts'
import { erasedMessage } from './mail.ts'
import { listErasures, type ErasureInList } from './erasure-queries.ts'
import type { ErasurePreview } from './plan.ts'
import { previewErasure } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/erasure/preview': Shown
    'modules/privacy/erasure/list': { erasures: ErasureInList[]; readsNames: boolean }
  }
}

interface Shown {
  request: PrivacyRequest
  preview: ErasurePreview
  retentionUntil: Day | null
  isLast: boolean
}

const mostListed = 200

/** Erases somebody after a look at what goes, what is replaced and what stays, and why. */
export function erasureRoutes(services: Services) {
  const { db, config, modules } = services
  const { router, get, post } = routes()
  const { known, openOne } = requestPage(services)
  const register = registerOf(modules)
  const guard = only('administrator', 'lead')

  const openAndMeant = async (context: OfOne) => {
    const one = await openOne(context)
    // Where others use the same mailbox, somebody says first whose request it is.
    orForbidden(one === null || one.found.length === 0 || isKnown(one.subject))
    return one
  }

  const show = (res: Response, request: PrivacyRequest, preview: ErasurePreview, isLast = false) => {
    const { retentionUntil } = config
    render(res, 'modules/privacy/erasure/preview', { request, preview, retentionUntil, isLast }, isLast ? 422 : 200)
  }

  get(paths.privacy.erasure, guard, async (context) => {
    requireProof(context.req)
    const { request: asked } = await known(context)
    if (asked.state !== 'open') return context.res.redirect(303, `/${context.locale}${paths.privacy.one(asked.id)}`)
    const one = await openAndMeant(context)
    if (!one) return
    const { request, subject } = one
    const subjectId = subject.personId ?? subject.participantIds[0] ?? null
    noteRead(context.res, { kind: 'request', subjectId, rows: 1, how: 'page' })
    show(context.res, request, await previewErasure(db, register, subject))
  })

  post(paths.privacy.erasure, guard, async (context) => {
    requireProof(context.req)
    const one = await openAndMeant(context)
    if (!one) return
    const { request, subject } = one
    // Nobody closes the account that they are working with.
    orForbidden(subject.personId !== context.viewer.id)
    const ticked = new Set([context.body['mention'] ?? []].flat())
    const preview = await previewErasure(db, register, subject)
    await save(db, context, {
      change: async (tx) => {
        if (subject.personId !== null) await keepAnAdministrator(tx, { personId: subject.personId })
        const chosen = preview.mentions.filter((each) => ticked.has(mentionKey(each)))
        const erased = await eraseSubject(tx, { register, subject, mentions: chosen })
        await noteErasures(tx, subject, chosen)
        await closeErased(tx, request, erased)
        if (request.subjectEmail !== null)
          await enqueueMail(
            tx,
            erasedMessage(
              { ...request, email: request.subjectEmail, phone: config.contact.phone },
              config.retentionUntil,
            ),
          )
      },
      to: paths.privacy.one(request.id),
      failed: (error) => (error instanceof LastAdministrator ? () => show(context.res, request, preview, true) : null),
    })
  })

  get(paths.privacy.erasures, only('administrator', 'lead', 'auditor'), async ({ res, viewer }) => {
    const readsNames = viewer.roles.some(({ role }) => role === 'auditor')
    const erasures = await listErasures(db, mostListed)
    if (readsNames) noteRead(res, { kind: 'evidence', rows: erasures.length, how: 'page' })
    render(res, 'modules/privacy/erasure/list', {
      erasures: readsNames ? erasures : erasures.map((each) => ({ ...each, name: null })),
      readsNames,
    })
  })

  return router
}
