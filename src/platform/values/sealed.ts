import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What secrets are sealed with: 32 bytes each. While a key is replaced, what the earlier one sealed can still be opened. */
export interface SealingKeys {
  present: Buffer
  earlier: Buffer | null
}

const nonceLength = 12
const tagLength = 16

/**
 * Seals a secret with AES-256-GCM, for the row of this id alone: copied to another row it does not open. The nonce and
 * the tag stand before it. Each purpose has a key of its own.
 */
export function seal({ present }: SealingKeys, purpose: string, id: string, secret: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyFor(present, purpose), nonce).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Opens what was sealed, and says whether with the present key; throws where no key opens it. */
export function unseal(
  { present, earlier }: SealingKeys,
  purpose: string,
  id: string,
  sealed: Buffer,
): { secret: Buffer; isPresent: boolean } {
  try {
    return { secret: open(present, purpose, id, sealed), isPresent: true }
  } catch (error) {
    if (!earlier) throw error
    return { secret: open(earlier, purpose, id, sealed), isPresent: false }
  }
}

/** Names something by its HMAC-SHA-256 with the present key and the earlier one, so that it can be found again but not read. */
export const hashesOf = (
  { present, earlier }: SealingKeys,
  purpose: string,
  text: string,
): { present: Buffer; earlier: Buffer | null } => {
  const hash = (key: Buffer) => createHmac('sha256', keyFor(key, purpose)).update(text).digest()
  return { present: hash(present), earlier: earlier && hash(earlier) }
}

function open(key: Buffer, purpose: string, id: string, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), nonce, { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(id)).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()])
}

const keyFor = (key: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
