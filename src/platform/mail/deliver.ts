import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { readyToCommit, type Db, type Transaction } from '#platform/db/connection.ts'
import { isUnavailable } from '#platform/db/failures.ts'
import type { Clock } from '#platform/values/day.ts'
import { openSmtpConnection, type SmtpConnection } from './smtp-connection.ts'
import { recordOutcome, claimDue, markHandedOver } from './commands.ts'
import { composeMessage, type MailTemplate } from './compose.ts'
import { outcomeOf } from './failure.ts'
import type { DeliveryOutcome, QueuedMessage } from './message.ts'

export interface MailContext {
  db: Db
  /** The mail server; null where there is none, and messages are kept. */
  smtpUrl: string | null
  template: MailTemplate
  log: Logger
  now: Clock
}

export type DeliveryResult = 'brought' | 'refused' | 'nothing' | 'no server'

// Mail servers end a conversation that goes on and on.
const messagesPerConnection = 50

/** The conversation in which messages are brought: opened for the first of them, and anew after something went wrong. */
export function smtpSession(url: string) {
  let connection: SmtpConnection | null = null
  let delivered = 0
  const close = () => {
    connection?.close()
    connection = null
    delivered = 0
  }
  return {
    close,
    connection: async () => {
      if (delivered === messagesPerConnection) close()
      delivered += 1
      return (connection ??= await openSmtpConnection(url))
    },
  }
}

type SmtpSession = ReturnType<typeof smtpSession>

/** A message that is handed over, and the server's answer to come. */
interface HandedOver {
  message: QueuedMessage
  answer: Promise<unknown>
}

/**
 * Brings one message. Until it is handed over its row is locked, so that nobody else brings it, and a process that dies
 * leaves it as it was. docs/decisions/0019 tells what may happen between handing over and hearing the answer.
 */
export async function deliverOne(
  context: MailContext,
  session: SmtpSession,
  stopping: () => boolean,
): Promise<DeliveryResult> {
  let handed: HandedOver | undefined
  const result = await context.db
    .transaction((trx) => handOver(context, session, trx, (message, answer) => (handed = { message, answer })))
    .catch((error: unknown) => {
      // The message has onHandedOver: whether the database heard so or not, the answer is to be noted.
      if (handed === undefined) throw error
      return 'brought' as const
    })
  if (handed === undefined) return result
  const { message, answer } = handed
  const outcome = await answer.then(
    (): DeliveryOutcome => ({ state: 'sent' }),
    (error: unknown) => outcomeOf(error as Error, true).outcome,
  )
  if (outcome.state !== 'sent') session.close()
  await writeWhenAvailable(() => recordOutcome(context.db, message, outcome, context.now()), stopping)
  return outcome.state === 'sent' ? 'brought' : 'refused'
}

async function handOver(
  { now, template }: MailContext,
  session: SmtpSession,
  trx: Transaction,
  onHandedOver: (message: QueuedMessage, answer: Promise<unknown>) => void,
): Promise<DeliveryResult> {
  const message = await claimDue(trx, now())
  if (!message) return 'nothing'
  try {
    const bytes = await composeMessage(message, template)
    const connection = await session.connection()
    const delivery = await connection.deliver({ from: template.from, to: message.recipient }, bytes)
    await markHandedOver(trx, message, now())
    const sendLastLine = await delivery.lastLine()
    const commit = await readyToCommit(trx)
    commit.write()
    sendLastLine()
    onHandedOver(message, delivery.answer)
    // Where the database did not answer, the end of the transaction says so.
    await commit.answered.catch(() => undefined)
    return 'brought'
  } catch (error) {
    session.close()
    const { outcome, serverIsThere } = outcomeOf(error as Error, false)
    await recordOutcome(trx, message, outcome, now())
    return serverIsThere ? 'refused' : 'no server'
  }
}

/** Does it as soon as the database lets us, unless the process is to end. */
async function writeWhenAvailable(write: () => Promise<unknown>, stopping: () => boolean): Promise<void> {
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
