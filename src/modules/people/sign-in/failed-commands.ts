import type { Db } from '#platform/db/connection.ts'
import { recordOncePerMinute } from '#platform/db/rare-events.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'

// What nobody's account is counted under, so that made-up addresses do not fill the log.
const nobody = '00000000-0000-0000-0000-000000000000'

/** Writes down that a sign-in failed, at most once a minute for an account, and for all addresses that nobody has together. */
export async function recordFailedSignIn(db: Db, email: string): Promise<void> {
  const person = await findPersonByEmail(db, email)
  const details = { known: person !== undefined }
  await recordOncePerMinute(db, 'person.sign_in_failed', { personId: null, subjectId: person?.id ?? nobody, details })
}
