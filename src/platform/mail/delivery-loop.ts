import { deliverOne, smtpSession, type MailContext } from './deliver.ts'
import { expireUnanswered, holdAll } from './commands.ts'
import { isAnyDue } from './queries.ts'

/** Brings what is in the outbox to the mail server. */
export interface DeliveryLoop {
  /** Brings every letter whose time has come, one after the other. */
  run: () => Promise<void>
  /** The same, soon: something was written, and letters may be among it. */
  wake: () => void
  /** Brings the letter in hand, and no more. */
  stop: () => Promise<void>
}

// A server may think about a letter for ten minutes before it answers.
const longestAnswer = 15 * 60_000
const pauseAfterChange = 200

export function createDeliveryLoop(post: MailContext): DeliveryLoop {
  const asked = { again: false, stopping: false }
  let round: Promise<void> | null = null
  let waking: NodeJS.Timeout | undefined

  const rounds = async () => {
    while (asked.again && !asked.stopping) {
      asked.again = false
      await deliverDue(post, () => asked.stopping)
    }
  }
  const run = () => {
    asked.again = true
    return (round ??= rounds().finally(() => (round = null)))
  }
  const runSoon = () => {
    waking = undefined
    run().catch((error: unknown) => post.log.warn({ err: error }, 'letters wait'))
  }

  return {
    run,
    wake: () => {
      if (!asked.stopping) waking ??= setTimeout(runSoon, pauseAfterChange)
    },
    stop: async () => {
      asked.stopping = true
      clearTimeout(waking)
      await round?.catch(() => undefined)
    },
  }
}

async function deliverDue(post: MailContext, stopping: () => boolean): Promise<void> {
  const { db, smtpUrl, log, now } = post
  await expireUnanswered(db, new Date(now().valueOf() - longestAnswer))
  if (smtpUrl === null) {
    await holdAll(db)
    return
  }
  if (!(await isAnyDue(db, now()))) return
  const counts = { brought: 0, refused: 0 }
  const cart = smtpSession(smtpUrl)
  try {
    while (!stopping()) {
      const went = await deliverOne(post, cart, stopping)
      if (went === 'brought' || went === 'refused') counts[went] += 1
      else if (went === 'no server') log.warn('the mail server cannot be reached: letters wait')
      if (went === 'nothing' || went === 'no server') break
    }
  } finally {
    cart.close()
    if (counts.brought + counts.refused > 0) log.info(counts, 'letters')
  }
}
