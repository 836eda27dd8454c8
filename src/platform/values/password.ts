import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// OWASP's setting: 19 MiB of memory, two passes, one lane.
const setting = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const derive = promisify(argon2)
// Node has four threads for such work: two are left for what pages need, as packing them and reading files.
const mostAtOnce = 2
const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

let running = 0
const waiting: (() => void)[] = []

// Each derivation takes 19 MiB and a core for a while: a flood of sign-ins queues here and leaves the pages alone.
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await run()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
const message = (password: string) => password.normalize('NFC')

/** The argon2id hash of a password in PHC form, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await inTurn(() => derive('argon2id', { ...setting, message: message(password), nonce }))
  const { memory, passes, parallelism } = setting
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether a hash was made with other parameters than passwords are hashed with now. */
export function isOutdated(hash: string): boolean {
  const [, ...parameters] = shape.exec(hash) ?? []
  return [setting.memory, setting.passes, setting.parallelism].some((now, at) => Number(parameters[at]) !== now)
}

const nobody = await hashPassword(randomBytes(16).toString('hex'))

/** Whether the password fits the hash; without a hash it takes as long, and does not. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = shape.exec(hash ?? nobody) ?? []
  if (nonce === undefined || tag === undefined) return false
  const known = Buffer.from(tag, 'base64')
  const tried = await inTurn(() =>
    derive('argon2id', {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: known.length,
      message: message(password),
      nonce: Buffer.from(nonce, 'base64'),
    }),
  )
  return timingSafeEqual(known, tried) && hash !== null
}
