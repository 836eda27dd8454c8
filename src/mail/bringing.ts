import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { readyToCommit, type Db, type Transaction } from '#db/db.ts'
import { isUnavailable } from '#db/failures.ts'
import type { Clock } from '#lib/day.ts'
import { openCarrier, type Carrier } from './carrier.ts'
import { settle, takeDue, writeHandedOver } from './commands.ts'
import { compose, type Stationery } from './compose.ts'
import { outcomeOf } from './failure.ts'
import type { Outcome, PostedLetter } from './letter.ts'

export interface Post {
  db: Db
  /** The mail server; null where there is none, and letters are kept. */
  smtpUrl: string | null
  stationery: Stationery
  log: Logger
  now: Clock
}

export type Went = 'brought' | 'refused' | 'nothing' | 'no server'

// Mail servers end a conversation that goes on and on.
const lettersAtATime = 50

/** The conversation in which letters are brought: opened for the first of them, and anew after something went wrong. */
export function cartTo(url: string) {
  let carrier: Carrier | null = null
  let carried = 0
  const leave = () => {
    carrier?.close()
    carrier = null
    carried = 0
  }
  return {
    leave,
    carrier: async () => {
      if (carried === lettersAtATime) leave()
      carried += 1
      return (carrier ??= await openCarrier(url))
    },
  }
}

type Cart = ReturnType<typeof cartTo>

/** A letter that is handed over, and the server's answer to come. */
interface Handed {
  letter: PostedLetter
  answer: Promise<unknown>
}

/**
 * Brings one letter. Until it is handed over its row is locked, so that nobody else brings it, and a process that dies
 * leaves it as it was. docs/decisions/0019 tells what may happen between handing over and hearing the answer.
 */
export async function bringOne(post: Post, cart: Cart, stopping: () => boolean): Promise<Went> {
  let handed: Handed | undefined
  const went = await post.db
    .transaction((trx) => handOver(post, cart, trx, (letter, answer) => (handed = { letter, answer })))
    .catch((error: unknown) => {
      // The letter has gone: whether the database heard so or not, the answer is to be noted.
      if (handed === undefined) throw error
      return 'brought' as const
    })
  if (handed === undefined) return went
  const { letter, answer } = handed
  const outcome = await answer.then(
    (): Outcome => ({ state: 'sent' }),
    (error: unknown) => outcomeOf(error as Error, true).outcome,
  )
  if (outcome.state !== 'sent') cart.leave()
  await surely(() => settle(post.db, letter, outcome, post.now()), stopping)
  return outcome.state === 'sent' ? 'brought' : 'refused'
}

async function handOver(
  { now, stationery }: Post,
  cart: Cart,
  trx: Transaction,
  gone: (letter: PostedLetter, answer: Promise<unknown>) => void,
): Promise<Went> {
  const letter = await takeDue(trx, now())
  if (!letter) return 'nothing'
  try {
    const message = await compose(letter, stationery)
    const carrier = await cart.carrier()
    const brought = await carrier.bring({ from: stationery.from, to: letter.recipient }, message)
    await writeHandedOver(trx, letter, now())
    const sendLastLine = await brought.lastLine()
    const commit = await readyToCommit(trx)
    commit.write()
    sendLastLine()
    gone(letter, brought.answer)
    // Where the database did not hear, the end of the transaction says so.
    await commit.heard.catch(() => undefined)
    return 'brought'
  } catch (error) {
    cart.leave()
    const { outcome, serverIsThere } = outcomeOf(error as Error, false)
    await settle(trx, letter, outcome, now())
    return serverIsThere ? 'refused' : 'no server'
  }
}

/** Does it as soon as the database lets us, unless the process is to end. */
async function surely(write: () => Promise<unknown>, stopping: () => boolean): Promise<void> {
  for (;;) {
    try {
      await write()
      return
    } catch (error) {
      if (stopping() || !isUnavailable(error)) throw error
      await pause(1000)
    }
  }
}
