import { deliverOne, smtpSession, type MailContext } from './deliver.ts'
import { expireUnanswered, holdAll } from './commands.ts'
import { isAnyDue } from './queries.ts'

/** Brings what is in the outbox to the mail server. */
export interface DeliveryLoop {
  /** Brings every message whose time has come, one after the other. */
  run: () => Promise<void>
  /** The same, soon: something was written, and messages may be among it. */
  wake: () => void
  /** Brings the message in hand, and no more. */
  stop: () => Promise<void>
}

// A server may think about a message for ten minutes before it answers.
const longestAnswer = 15 * 60_000
const pauseAfterChange = 200

export function createDeliveryLoop(context: MailContext): DeliveryLoop {
  const asked = { again: false, stopping: false }
  let round: Promise<void> | null = null
  let waking: NodeJS.Timeout | undefined

  const rounds = async () => {
    while (asked.again && !asked.stopping) {
      asked.again = false
      await deliverDue(context, () => asked.stopping)
    }
  }
  const run = () => {
    asked.again = true
    return (round ??= rounds().finally(() => (round = null)))
  }
  const runSoon = () => {
    waking = undefined
    run().catch((error: unknown) => context.log.warn({ err: error }, 'messages wait'))
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

async function deliverDue(context: MailContext, stopping: () => boolean): Promise<void> {
  const { db, smtpUrl, log, now } = context
  await expireUnanswered(db, new Date(now().valueOf() - longestAnswer))
  if (smtpUrl === null) {
    await holdAll(db)
    return
  }
  if (!(await isAnyDue(db, now()))) return
  const counts = { brought: 0, refused: 0 }
  const session = smtpSession(smtpUrl)
  try {
    while (!stopping()) {
      const result = await deliverOne(context, session, stopping)
      if (result === 'brought' || result === 'refused') counts[result] += 1
      else if (result === 'no server') log.warn('the mail server cannot be reached: messages wait')
      if (result === 'nothing' || result === 'no server') break
    }
  } finally {
    session.close()
    if (counts.brought + counts.refused > 0) log.info(counts, 'messages')
  }
}
