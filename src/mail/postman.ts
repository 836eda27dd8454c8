import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { committerOf, type Db, type Transaction } from '#db/db.ts'
import { isAway } from '#db/failures.ts'
import type { Clock } from '#lib/day.ts'
import { openCarrier, type Carrier } from './carrier.ts'
import { giveUpAnswers, keepAll, settle, takeDue, writeHandedOver } from './commands.ts'
import { compose, type Stationery } from './compose.ts'
import { outcomeOf } from './failure.ts'
import type { Outcome, PostedLetter } from './letter.ts'
import { isAnyDue } from './queries.ts'

export interface Post {
  db: Db
  /** The mail server; null where there is none, and letters are kept. */
  smtpUrl: string | null
  stationery: Stationery
  log: Logger
  now: Clock
}

/** Brings what is in the outbox to the mail server. */
export interface Postman {
  /** Brings every letter whose time has come, one after the other. */
  run: () => Promise<void>
  /** The same, soon: something was written, and letters may be among it. */
  wake: () => void
  /** Brings the letter in hand, and no more. */
  stop: () => Promise<void>
}

// A server may think about a letter for ten minutes before it answers.
const longestAnswer = 15 * 60_000
const afterActs = 200

export function createPostman(post: Post): Postman {
  let round: Promise<void> | null = null
  let again = false
  let waking: NodeJS.Timeout | undefined
  let stopping = false

  const rounds = async () => {
    do {
      again = false
      await goRound(post, () => stopping)
    } while (again && !stopping)
  }
  const run = () => {
    again = true
    return (round ??= rounds().finally(() => (round = null)))
  }

  return {
    run,
    wake: () => {
      if (stopping) return
      waking ??= setTimeout(() => {
        waking = undefined
        run().catch((error: unknown) => post.log.warn({ err: error }, 'letters wait'))
      }, afterActs).unref()
    },
    stop: async () => {
      stopping = true
      clearTimeout(waking)
      await round?.catch(() => undefined)
    },
  }
}

type Went = 'brought' | 'refused' | 'nothing' | 'no server'

async function goRound(post: Post, stopping: () => boolean): Promise<void> {
  const { db, smtpUrl, log, now } = post
  await giveUpAnswers(db, new Date(now().valueOf() - longestAnswer))
  if (smtpUrl === null) return void (await keepAll(db))
  if (!(await isAnyDue(db, now()))) return
  const counts = { brought: 0, refused: 0 }
  const cart = cartTo(smtpUrl)
  try {
    while (!stopping()) {
      const went = await bringOne(post, cart, stopping)
      if (went === 'brought' || went === 'refused') counts[went] += 1
      else if (went === 'no server') log.warn('the mail server cannot be reached: letters wait')
      if (went === 'nothing' || went === 'no server') break
    }
  } finally {
    cart.leave()
    if (counts.brought + counts.refused > 0) log.info(counts, 'letters')
  }
}

/** The conversation in which letters are brought: opened for the first of them, and anew after something went wrong. */
function cartTo(url: string) {
  let carrier: Carrier | null = null
  const leave = () => {
    carrier?.close()
    carrier = null
  }
  return { leave, carrier: async () => (carrier ??= await openCarrier(url)) }
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
async function bringOne(post: Post, cart: Cart, stopping: () => boolean): Promise<Went> {
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
    const { committed, answer } = await brought.handOver(await committerOf(trx))
    committed.catch(() => undefined)
    gone(letter, answer)
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
      if (stopping() || !isAway(error)) throw error
      await pause(1000)
    }
  }
}
