import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail server that speaks SMTP, and what it has taken, in order. */
export interface MailServer {
  url: string
  /** Every letter it answered with 250, as it came. */
  taken: string[]
  parsed: () => Promise<ParsedMail[]>
  /** Ends at once with its conversations, as when it is switched off. */
  close: () => Promise<void>
}

export interface MailServerBehaviour {
  port?: number
  /** What it says to the next recipient; null lets them in. */
  toRecipient?: (address: string) => { code: number; words: string } | null
  /** What it says to the next letter once it has all of it; null takes it. */
  toLetter?: (letter: string) => { code: number; words: string } | null
}

const refusal = ({ code, words }: { code: number; words: string }) =>
  Object.assign(new Error(words), { responseCode: code })

export async function mailServer({ port = 0, toRecipient, toLetter }: MailServerBehaviour = {}): Promise<MailServer> {
  const taken: string[] = []
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, _session, answer) {
      const said = toRecipient?.(address)
      answer(said ? refusal(said) : null)
    },
    onData(stream, _session, answer) {
      const took = (bytes: Buffer) => {
        const letter = bytes.toString()
        const said = toLetter?.(letter)
        if (said) return answer(refusal(said))
        taken.push(letter)
        answer()
      }
      // One that is cut off before its last line is not taken.
      buffer(stream).then(took, (error: unknown) => answer(error as Error))
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    parsed: () => Promise.all(taken.map((letter) => simpleParser(letter))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
