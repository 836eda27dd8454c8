import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import { sendFile } from '#platform/files/send.ts'
import { cents } from '#platform/values/money.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { readForm, withProblems } from '#platform/forms/form-kit.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import {
  requestOverBudget,
  discardHandover,
  allowOverBudget,
  confirmReceipt,
} from '#modules/equipment/handover-drafts/commands.ts'
import { ItemsHandedOn, voidHandover } from './void-commands.ts'
import { handoverReasonForm } from '#modules/equipment/handovers/schema.ts'
import { IssueBlocked, issueHandover } from './issue-commands.ts'
import { notifyOfHandover } from '#modules/equipment/handovers/mail.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { handoverDocument } from './document.ts'
import { findPrintedPdf } from '#modules/equipment/handovers/proof-queries.ts'
import { findHandoverUnchecked, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import { remainingBudget } from '#modules/equipment/handovers/checks.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { loadHandover, showHandover, transitionScope, type HandoverContext } from './handover-page.ts'
import { sendDraftPdf } from './draft-pdf-routes.ts'

const base = paths.equipment.handovers()

type StepPath =
  'handoverIssue' | 'overrideRequest' | 'override' | 'handoverVoid' | 'handoverReceipt' | 'handoverDiscard'

interface Step {
  allowed: (viewer: Viewer, handover: HandoverView) => boolean
  /** Whether it was taken already: then the form was sent twice. */
  done?: (handover: HandoverView, viewer: Viewer) => boolean
  take: (doing: AuditedTransaction, handover: HandoverView, reason: Multilingual) => Promise<unknown>
  asks?: boolean
  to?: string
}

/** One handover: what it says, its PDF, and each step from draft to its end. */
export function handoverPageRoutes(
  { db, store, now, printer }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const press = {
    now,
    store,
    print: async (...given: Parameters<typeof handoverDocument>) =>
      (await printer.print('handover', handoverDocument(...given))).pdf,
  }

  get(paths.equipment.handover, signedIn, async (context) => showHandover(db, context, await loadHandover(db, context)))

  get(paths.equipment.handoverPdf, signedIn, async (context) => {
    const handover = await loadHandover(db, context)
    orNotFound(mayOfHandover.readNames(context.viewer, handover) || null)
    if (handover.fileId === null) return sendDraftPdf(db, context, handover, printer, now())
    await sendFile(context.res, store, orNotFound(await findPrintedPdf(db, handover.fileId)))
  })

  const step = (path: StepPath, { allowed, done = () => false, take, asks = false, to = '' }: Step) => {
    post(paths.equipment[path], signedIn, async (context) => {
      const { viewer, locale, body } = context
      const handover = await loadHandover(db, context)
      const before = done(handover, viewer)
      orForbidden(before || allowed(viewer, handover))
      const reading =
        asks && !before
          ? readForm(transitionScope, handoverReasonForm[locale], body)
          : { ok: true as const, input: { reason: '' } }
      if (!reading.ok) return showHandover(db, context, handover, { step: reading.form }, 422)
      const reason: Multilingual = { source: locale, [locale]: reading.input.reason }
      const seen = { ...handover, version: Number(body['version']) || 0 }
      await save(db, context, {
        change: before ? null : (tx) => take(tx, seen, reason),
        to: to || paths.equipment.handover(handover.id),
        failed: (error) => again(context, error, path === 'handoverVoid'),
      })
    })
  }

  // What was true when the page was made is not any more: the page says so, as it is now.
  const again = (context: HandoverContext, error: unknown, voiding: boolean) => {
    const broken = /^(equipment_items_|handovers?_|materials?_)/.test(violatedConstraint(error) ?? '')
    const step = withProblems(transitionScope, context.body, {})
    const moved = error instanceof ItemsHandedOn || (voiding && broken)
    const refused = moved ? 'moved' : error instanceof VersionConflict || broken ? 'stale' : null
    if (!refused && !(error instanceof IssueBlocked)) return null
    return async () =>
      showHandover(db, context, await loadHandover(db, context), { refused, step }, refused === 'stale' ? 409 : 422)
  }

  step('handoverIssue', {
    allowed: mayOfHandover.edit,
    done: ({ state, issuedBy }, { id }) => state !== 'draft' && issuedBy === id,
    take: async (doing, handover) =>
      notifyOfHandover(doing, await issueHandover(doing, handover, press), 'issued', now),
  })
  step('overrideRequest', {
    allowed: mayOfHandover.edit,
    done: (handover, viewer) => handover.overrideAskedAt !== null && mayOfHandover.edit(viewer, handover),
    take: (doing, handover) => requestOverBudget(doing, handover, now()),
  })
  step('override', {
    asks: true,
    allowed: mayOfHandover.override,
    take: async (doing, handover, reason) => {
      const room = orNotFound(remainingBudget(handover, await listHandoverLines(doing.db, handover.id)))
      await allowOverBudget(doing, handover, cents(room.held + room.added), reason, now())
    },
  })
  step('handoverVoid', {
    asks: true,
    allowed: mayOfHandover.void,
    take: async (doing, handover, reason) => {
      await voidHandover(doing, handover, reason, now)
      await notifyOfHandover(doing, (await findHandoverUnchecked(doing.db, handover.id)) as HandoverView, 'void', now)
    },
  })
  step('handoverReceipt', {
    allowed: mayOfHandover.receive,
    take: (doing, handover) => confirmReceipt(doing, handover, now()),
  })
  step('handoverDiscard', {
    allowed: mayOfHandover.edit,
    to: base,
    take: (doing, { id, version }) => discardHandover(doing, { id, version }),
  })
}
