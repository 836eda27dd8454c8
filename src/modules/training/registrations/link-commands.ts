import { createHash, randomBytes } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'

/** What is kept of a private link: who reads the database cannot open anybody's page. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A new private link to a registration, of 160 random bits; earlier ones go on working. */
export async function issueLink({ db }: AuditedTransaction, registrationId: string): Promise<string> {
  const token = randomBytes(20).toString('hex')
  await db('registrationLinks').insert({ tokenHash: linkHash(token), registrationId })
  return token
}
