import { transact, VersionConflict, type AuditedTransaction } from '#db/act.ts'
import { violatedConstraint } from '#db/failures.ts'
import { sendFile } from '#files/send.ts'
import { cents } from '#lib/money.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { read } from '#web/form.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { askOverride, discardAct, override, receiveAct } from './act-commands.ts'
import { MovedOn, voidAct } from './act-end-commands.ts'
import { reasonForm } from './act-forms.ts'
import { Blocked, issueAct } from './act-issue-commands.ts'
import { tellOfAct } from './act-mail.ts'
import { mayAct } from './act-policy.ts'
import { actPaper } from './act-print.ts'
import { findPrinted } from './act-proof-queries.ts'
import { findWholeAct, listLines } from './act-queries.ts'
import { roomOf } from './act-rules.ts'
import type { SeenAct } from './act-seen.ts'
import { actOf, showAct, stepWords, type ActAsked } from './act-show-routes.ts'
import { sendDraft } from './act-draft-paper-routes.ts'

const base = paths.equipment.acts()

interface Step {
  allowed: (viewer: Viewer, act: SeenAct) => boolean
  /** Whether it was taken already: then the form was sent twice. */
  done?: (act: SeenAct, viewer: Viewer) => boolean
  take: (doing: AuditedTransaction, act: SeenAct, reason: Multilingual) => Promise<unknown>
  asks?: boolean
  to?: string
}

/** One act: what it says, its PDF, and each step from draft to its end. */
export function actPageRoutes(
  { db, store, now, printer }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const press = {
    now,
    store,
    print: async (...given: Parameters<typeof actPaper>) => (await printer.print('act', actPaper(...given))).pdf,
  }

  get(paths.equipment.act, signedIn, async (asked) => showAct(db, asked, await actOf(db, asked)))

  get(paths.equipment.actPdf, signedIn, async (asked) => {
    const act = await actOf(db, asked)
    found(mayAct.readNames(asked.viewer, act) || null)
    if (act.fileId === null) return sendDraft(db, asked, act, printer, now())
    await sendFile(asked.res, store, found(await findPrinted(db, act.fileId)))
  })

  const step = (path: string, { allowed, done = () => false, take, asks = false, to = '' }: Step) => {
    post(`${paths.equipment.act.pattern}/${path}`, signedIn, async (asked) => {
      const { res, viewer, locale, body } = asked
      const act = await actOf(db, asked)
      const before = done(act, viewer)
      ensure(before || allowed(viewer, act))
      const reading =
        asks && !before ? read(stepWords, reasonForm[locale], body) : { ok: true as const, input: { reason: '' } }
      if (!reading.ok) return showAct(db, asked, act, { step: reading.form }, 422)
      const reason: Multilingual = { source: locale, [locale]: reading.input.reason }
      const seen = { ...act, version: Number(body['version']) || 0 }
      try {
        if (!before) await transact(db, viewer, (doing) => take(doing, seen, reason))
      } catch (error) {
        return again(asked, error, path === 'void')
      }
      noticed(res, 'saved')
      res.redirect(303, `/${locale}${to || paths.equipment.act(act.id)}`)
    })
  }

  // What was true when the page was made is not any more: the page says so, as it is now.
  const again = async (asked: ActAsked, error: unknown, voiding: boolean) => {
    const broken = /^(equipment_items_|handover_|materials?_)/.test(violatedConstraint(error) ?? '')
    const moved = error instanceof MovedOn || (voiding && broken)
    const refused = moved ? 'moved' : error instanceof VersionConflict || broken ? 'stale' : null
    if (!refused && !(error instanceof Blocked)) throw error
    await showAct(db, asked, await actOf(db, asked), { refused }, refused === 'stale' ? 409 : 422)
  }

  step('issue', {
    allowed: mayAct.edit,
    done: ({ state, issuedBy }, { id }) => state !== 'draft' && issuedBy === id,
    take: async (doing, act) => tellOfAct(doing, await issueAct(doing, act, press), 'issued', now),
  })
  step('override-request', {
    allowed: mayAct.edit,
    done: (act, viewer) => act.overrideAskedAt !== null && mayAct.edit(viewer, act),
    take: (doing, act) => askOverride(doing, act, now()),
  })
  step('override', {
    asks: true,
    allowed: mayAct.override,
    take: async (doing, act, reason) => {
      const room = found(roomOf(act, await listLines(doing.db, act.id)))
      await override(doing, act, cents(room.held + room.added), reason, now())
    },
  })
  step('void', {
    asks: true,
    allowed: mayAct.void,
    take: async (doing, act, reason) => {
      await voidAct(doing, act, reason, now)
      await tellOfAct(doing, (await findWholeAct(doing.db, act.id)) as SeenAct, 'void', now)
    },
  })
  step('receipt', { allowed: mayAct.receive, take: (doing, act) => receiveAct(doing, act, now()) })
  step('discard', {
    allowed: mayAct.edit,
    to: base,
    take: (doing, { id, version }) => discardAct(doing, { id, version }),
  })
}
