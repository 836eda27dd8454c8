import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { flash } from '#platform/web/site.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { NothingToOpen, retryMessage } from '#platform/mail/commands.ts'
import { messageStates, type MessagePart, type MessageState, type QueuedMessage } from '#platform/mail/message.ts'
import { may } from './policy.ts'
import { countProblems, findMessage, listMessages, type MessageInList } from '#platform/mail/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/outbox/list': {
      messages: MessageInList[]
      states: readonly MessageState[]
      state: MessageState | null
      troubles: number
      sends: boolean
      older: string | null
      newest: boolean
    }
    'modules/outbox/show': { message: QueuedMessage; mayTryAgain: boolean; isOver: boolean }
  }
}

const perPage = 50

// The demonstration sends no letters: who tries it follows the links to its accounts and requests from here.
const ofAccounts = /^\/\w+\/(?:account|sign-in|privacy)\//

/** A part of a message as others than its recipient see it: an address may open the recipient's own page. */
const withoutAddress =
  (demo: boolean) =>
  (part: MessagePart): MessagePart =>
    typeof part === 'object' && 'link' in part && !(demo && ofAccounts.test(part.to)) ? part.link : part

/** The outbox, for the administrator. */
export function outboxRoutes({ db, config, modules }: Services) {
  const sends = config.smtpUrl !== null
  const { router, get, post } = routes()
  const administrator = only('administrator')
  const letterOf = async (id: string) => orNotFound(isUuid(id) ? await findMessage(db, id) : undefined)

  get(paths.messages.list, administrator, async ({ res, query }) => {
    const state = messageStates.find((each) => each === query['state']) ?? null
    const before = isUuid(query['before'] ?? '') ? (query['before'] ?? null) : null
    const messages = await listMessages(db, { state, before }, perPage)
    const shown = messages.slice(0, perPage)
    noteRead(res, { kind: 'letter', rows: shown.length, how: 'page' })
    render(res, 'modules/outbox/list', {
      messages: shown,
      states: messageStates,
      state,
      troubles: await countProblems(db),
      sends,
      older: messages.length > perPage ? (shown.at(-1)?.id ?? null) : null,
      newest: before === null,
    })
  })

  const renewals = modules.flatMap(({ linkRenewals }) => linkRenewals ?? [])
  type Letter = Awaited<ReturnType<typeof letterOf>>

  const show = (res: Response, viewer: Viewer, message: Letter, isOver = false) => {
    const parts = message.parts.map(withoutAddress(config.demo))
    noteRead(res, { kind: 'letter', subjectId: message.personId ?? message.id, rows: 1, how: 'page' })
    const mayTryAgain = !isOver && may.tryAgain(viewer, message)
    render(res, 'modules/outbox/show', { message: { ...message, parts }, mayTryAgain, isOver }, isOver ? 409 : 200)
  }

  get(paths.messages.message, administrator, async ({ res, viewer, params }) => {
    show(res, viewer, await letterOf(params.message))
  })

  post(paths.messages.retry, administrator, async ({ res, viewer, params, locale }) => {
    const message = await letterOf(params.message)
    orForbidden(may.tryAgain(viewer, message))
    try {
      await transact(db, viewer, (tx) => retryMessage(tx, message, renewals))
    } catch (error) {
      if (!(error instanceof NothingToOpen)) throw error
      return show(res, viewer, message, true)
    }
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.messages.message(message.id)}`)
  })

  return router
}
