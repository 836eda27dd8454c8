import { transact } from '#db/act.ts'
import { isUuid } from '#lib/fields.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { only, routes } from '#web/routes.ts'
import { flash } from '#web/site.ts'
import { retryMessage } from '#mail/commands.ts'
import { messageStates, type MessageState, type QueuedMessage } from '#mail/letter.ts'
import { may } from './policy.ts'
import { countProblems, findMessage, listMessages, type MessageInList } from '#mail/queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'mail/admin/list': {
      letters: MessageInList[]
      states: readonly MessageState[]
      state: MessageState | null
      troubles: number
      sends: boolean
      older: string | null
      newest: boolean
    }
    'mail/admin/show': { letter: QueuedMessage; mayTryAgain: boolean }
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
    render(res, 'mail/admin/list', {
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
    render(res, 'mail/admin/show', { letter, mayTryAgain: may.tryAgain(viewer, letter) })
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
