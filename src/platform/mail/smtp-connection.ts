import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 120_000, dnsTimeout: 10_000 }

export interface Envelope {
  from: string
  to: string
}

/** A message of which the mail server has everything but the line that ends it: until then it takes no message. */
export interface Delivery {
  /** Makes the last line ready, and gives what sends it: one call to the system, and nothing else. */
  lastLine: () => Promise<() => void>
  /** The server's answer to the whole message. */
  answer: Promise<unknown>
}

/** A conversation with the mail server, in which one message after the other is brought. */
export interface SmtpConnection {
  deliver: (envelope: Envelope, message: Buffer) => Promise<Delivery>
  close: () => void
}

/** Opens a conversation with the mail server at `url`, and signs in where it names an account. */
export async function openSmtpConnection(url: string): Promise<SmtpConnection> {
  const { auth, ...options } = parseConnectionUrl(url)
  const connection = new SMTPConnection({ ...options, ...timeouts })
  connection.on('error', () => undefined)
  try {
    await answerTo(connection, (done) => connection.connect(done))
    if (auth) await answerTo(connection, (done) => connection.login(auth, done))
  } catch (error) {
    connection.close()
    throw error
  }
  return { deliver: (envelope, message) => deliver(connection, envelope, message), close: () => connection.close() }
}

/** What the server answers; rejects too where it ends the conversation. */
async function answerTo(
  connection: SMTPConnection,
  ask: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const ended = () => reject(new Error('the mail server ended the conversation'))
  connection.once('error', reject).once('end', ended)
  ask((error) => (error ? reject(error) : resolve(undefined)))
  await promise.finally(() => connection.off('error', reject).off('end', ended))
}

async function deliver(connection: SMTPConnection, envelope: Envelope, message: Buffer): Promise<Delivery> {
  const { body, passed } = bodyOf(message)
  const answer = answerTo(connection, (done) => connection.send(envelope, body, done))
  let refused = false
  answer.catch(() => (refused = true))
  const socket = () => connection._socket as Socket

  /** Waits for `happened`, or for the server to refuse. */
  const until = async (happened: () => boolean) => {
    for (let turns = 0; !happened(); turns++) {
      if (refused) await answer
      await (turns < 50 ? turn() : pause(5))
    }
  }
  await Promise.race([passed, answer])
  await until(() => socket().writableLength === 0)

  return {
    answer,
    lastLine: async () => {
      const held = socket()
      held.cork()
      body.push(null)
      await until(() => held.writableLength > 0)
      return () => held.uncork()
    },
  }
}

/** The message as a stream without its end, and when it has been passed on. */
function bodyOf(message: Buffer): { body: Readable; passed: Promise<undefined> } {
  const { promise: passed, resolve } = Promise.withResolvers<undefined>()
  let begun = false
  const body = new Readable({
    highWaterMark: 1,
    read() {
      if (begun) return resolve(undefined)
      begun = true
      this.push(message)
    },
  })
  return { body, passed }
}
