import { createHash, randomBytes } from 'node:crypto'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** How many recovery codes somebody gets at once. */
export const codesMade = 10

/** A new recovery code: 120 random bits as 24 letters and digits that are not mistaken for each other, in groups of four. */
export const newRecoveryCode = (): string =>
  Array.from(bitsOf(randomBytes(15)), (bits) => letters[bits] ?? '')
    .join('')
    .replace(/.{4}(?=.)/g, '$&-')

// 15 bytes are 24 times five bits.
function* bitsOf(bytes: Buffer): Generator<number> {
  const all = BigInt(`0x${bytes.toString('hex')}`)
  for (let place = 23n; place >= 0n; place -= 1n) yield Number((all >> (place * 5n)) & 31n)
}

/** What is kept of a recovery code, however it was typed: who reads the database cannot sign in with it. */
export const recoveryCodeHash = (typed: string): string =>
  createHash('sha256')
    .update(
      typed
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .replace(/O/g, '0')
        .replace(/[IL]/g, '1'),
    )
    .digest('hex')
