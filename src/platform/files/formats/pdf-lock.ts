import { createCipheriv, createHash } from 'node:crypto'

/** What an encryption dictionary of a PDF says of its password, as ISO 32000-2 names it. */
interface Lock {
  revision: number
  /** Of the key, in bytes. */
  length: number
  permissions: number
  metadata: boolean
  owner: Buffer
  user: Buffer
  id: Buffer
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const longestDictionary = 4000
const mostLocks = 20

/**
 * Whether a password is asked of whoever opens a PDF. One that forbids printing or changing alone opens without any, and is not
 * locked; nor is one whose lock is none that programs write.
 */
export function isLockedPdf(pdf: Buffer): boolean {
  const text = pdf.toString('latin1')
  const id = Buffer.from(stringAfter(text, /\/ID\s*\[\s*/g) ?? '', 'latin1')
  const locks = [...text.matchAll(/\/Encrypt\s*(?:(\d{1,10})\s+(\d{1,5})\s+R\b|<<)/g)].slice(-mostLocks)
  return locks.some(({ 1: number, 2: generation, index }) => {
    const at = number === undefined ? index : objectAt(text, `${number} ${generation} obj`)
    const dictionary = at < 0 ? '' : text.slice(at, at + longestDictionary)
    // Meant for those alone whose certificates were chosen.
    if (/\/Filter\s*\/Adobe\.PubSec\b/.test(dictionary)) return true
    const lock = lockIn(dictionary, id)
    return lock !== null && !opens(lock)
  })
}

// The last one counts: a file that was changed says its objects once more.
function objectAt(text: string, name: string): number {
  let at = text.lastIndexOf(name)
  while (at > 0 && /\d/.test(text.charAt(at - 1))) at = text.lastIndexOf(name, at - 1)
  return at
}

function lockIn(dictionary: string, id: Buffer): Lock | null {
  const number = (name: string) => {
    const said = new RegExp(`/${name}\\s+(-?\\d{1,10})(?!\\s+\\d+\\s+R)`).exec(dictionary)?.[1]
    return said === undefined ? null : Number(said)
  }
  const [owner, user] = ['O', 'U'].map((name) => stringAfter(dictionary, new RegExp(`/${name}\\s*(?=[(<])`, 'g')))
  const revision = number('R')
  if (!/\/Standard\b/.test(dictionary) || revision === null || owner === undefined || user === undefined) return null
  const bits = number('V') === 1 ? 40 : revision >= 4 ? 128 : (number('Length') ?? 40)
  return {
    ...{ revision, length: Math.min(Math.max(Math.floor(bits / 8), 5), 16), permissions: number('P') ?? 0, id },
    ...{ metadata: !/\/EncryptMetadata\s+false\b/.test(dictionary) },
    ...{ owner: Buffer.from(owner, 'latin1'), user: Buffer.from(user, 'latin1') },
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The string that stands behind a name, in letters or in hexadecimal digits; undefined where none does. */
function stringAfter(text: string, name: RegExp): string | undefined {
  for (const { index, 0: said } of text.matchAll(name)) {
    const at = index + said.length
    const [, digits] = /^<([\da-fA-F\s]{0,600})>/.exec(text.slice(at, at + 700)) ?? []
    if (digits !== undefined) return Buffer.from(digits.replaceAll(/\s/g, ''), 'hex').toString('latin1')
    if (text.charAt(at) === '(') return literalAt(text.slice(at + 1, at + 1000))
  }
  return undefined
}

function literalAt(text: string): string {
  let [said, depth] = ['', 1]
  for (const { 0: letter, 1: escaped } of text.matchAll(/\\([0-7]{1,3}|\r\n|[^])|[^\\]/g)) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0) break
    said += escaped === undefined ? letter : meantBy(escaped)
  }
  return said
}

// What stands behind a stroke: a letter by its number, one that has a name, a line that goes on, or the letter itself.
function meantBy(escaped: string): string {
  if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255)
  return /^[\r\n]/.test(escaped) ? '' : (escapes[escaped] ?? escaped)
}

/** Whether no password at all opens what is locked so. */
function opens(lock: Lock): boolean {
  const { revision, user } = lock
  if (revision >= 5) return newHash(user.subarray(32, 40), revision).equals(user.subarray(0, 32))
  const key = oldKey(lock)
  if (revision === 2) return rc4(key, padding).equals(user.subarray(0, 32))
  let sum = rc4(key, md5(padding, lock.id))
  for (let round = 1; round < 20; round += 1)
    sum = rc4(
      key.map((byte) => byte ^ round),
      sum,
    )
  return sum.equals(user.subarray(0, 16))
}

const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()

function oldKey({ revision, length, permissions, metadata, owner, id }: Lock): Buffer {
  const allowed = Buffer.alloc(4)
  allowed.writeInt32LE(permissions | 0)
  const unsealed = revision >= 4 && !metadata ? Buffer.from('ffffffff', 'hex') : Buffer.alloc(0)
  let key = md5(padding, owner.subarray(0, 32), allowed, id, unsealed).subarray(0, length)
  for (let round = 0; revision >= 3 && round < 50; round += 1) key = md5(key).subarray(0, length)
  return key
}

// Algorithm 2.B for a password of no letters.
function newHash(salt: Buffer, revision: number): Buffer {
  let key = createHash('sha256').update(salt).digest()
  for (let [round, last] = [0, 0]; revision >= 6 && (round < 64 || last > round - 32); round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? 'sha256')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

// The runtime's library has it no more.
function rc4(key: Uint8Array, content: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  const swap = (one: number, other: number) => {
    const kept = state[one] ?? 0
    state[one] = state[other] ?? 0
    state[other] = kept
  }
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255
    swap(at, other)
  }
  let [one, other] = [0, 0]
  return Buffer.from(content).map((byte) => {
    one = (one + 1) & 255
    other = (other + (state[one] ?? 0)) & 255
    swap(one, other)
    return byte ^ (state[((state[one] ?? 0) + (state[other] ?? 0)) & 255] ?? 0)
  }) as Buffer
}
