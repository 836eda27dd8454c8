import { transact } from '#platform/db/transact.ts'
import { isUuid } from '#platform/forms/fields.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { retryMessage } from '#platform/mail/commands.ts'
import { messageStates, type MessageState, type QueuedMessage } from '#platform/mail/message.ts'
import { may } from './policy.ts'
import { countProblems, findMessage, listMessages, type MessageInList } from '#platform/mail/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'platform/mail/list': {
      letters: MessageInList[]
      states: readonly MessageState[]
      state: MessageState | null
      troubles: number
      sends: boolean
      older: string | null
      newest: boolean
    }
    'platform/mail/show': { letter: QueuedMessage; mayTryAgain: boolean }
  }
}

const perPage = 50

/** The outbox, for the administrator. */
export function outboxRoutes({ db, config }: Services) {
  const sends = config.smtpUrl !== null
  const { router, get, post } = routes()
  const administrator = only('administrator')
  const letterOf = async (id: string) => orNotFound(isUuid(id) ? await findMessage(db, id) : undefined)

  get(paths.letters.list, administrator, async ({ res, query }) => {
    const state = messageStates.find((each) => each === query['state']) ?? null
    const before = isUuid(query['before'] ?? '') ? (query['before'] ?? null) : null
    const letters = await listMessages(db, { state, before }, perPage)
    const shown = letters.slice(0, perPage)
    render(res, 'platform/mail/list', {
      letters: shown,
      states: messageStates,
      state,
      troubles: await countProblems(db),
      sends,
      older: letters.length > perPage ? (shown.at(-1)?.id ?? null) : null,
      newest: before === null,
    })
  })

  get(paths.letters.letter, administrator, async ({ res, viewer, params }) => {
    const letter = await letterOf(params.letter)
    render(res, 'platform/mail/show', { letter, mayTryAgain: may.tryAgain(viewer, letter) })
  })

  post(paths.letters.again, administrator, async ({ res, viewer, params, locale }) => {
    const letter = await letterOf(params.letter)
    orForbidden(may.tryAgain(viewer, letter))
    await transact(db, viewer, (tx) => retryMessage(tx, letter))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.letters.letter(letter.id)}`)
  })

  return router
}
