import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether what somebody sent is the secret, in a time that tells nothing; whatever letters and however many were sent. */
export const isSecret = (sent: string, secret: string): boolean => timingSafeEqual(digest(sent), digest(secret))
