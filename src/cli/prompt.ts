import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { StartupError } from '#platform/values/startup-error.ts'

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** Asks whoever sits at the terminal; what is secret is not shown as it is typed. Throws StartupError without a terminal. */
export async function ask(
  question: string,
  { flag, secret = false }: { flag: string; secret?: boolean },
): Promise<string> {
  if (!process.stdin.isTTY) throw new StartupError(`Nobody is there to ask: give ${flag}.`)
  process.stdout.write(`${question}: `)
  const output = secret ? nowhere() : process.stdout
  const terminal = createInterface({ input: process.stdin, output, terminal: secret })
  const left = new Promise<never>((_, refuse) => {
    terminal.once('SIGINT', () => refuse(new StartupError('Stopped; nothing was changed.')))
  })
  try {
    return (await Promise.race([terminal.question(''), left])).trim()
  } finally {
    terminal.close()
    if (secret) process.stdout.write('\n')
  }
}
