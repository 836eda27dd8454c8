import { createInterface } from 'node:readline/promises'
import { StartupError } from '#platform/values/startup-error.ts'

/** Asks whoever sits at the terminal. Throws StartupError without a terminal, which names the flag to give instead. */
export async function ask(question: string, flag: string): Promise<string> {
  if (!process.stdin.isTTY) throw new StartupError(`Nobody is there to ask: give ${flag}.`)
  process.stdout.write(`${question}: `)
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false })
  const left = new Promise<never>((_, refuse) => {
    terminal.once('SIGINT', () => refuse(new StartupError('Stopped; nothing was changed.')))
  })
  try {
    return (await Promise.race([terminal.question(''), left])).trim()
  } finally {
    terminal.close()
  }
}
