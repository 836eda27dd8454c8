import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { day } from '#platform/values/day.ts'
import { locales } from '#platform/i18n/locale.ts'
import { roles } from '#platform/values/viewer.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { createAccount } from '#modules/people/accounts/commands.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { idIn } from '../look-up.ts'
import { parish, readStory, territory } from '../story.ts'

export interface Person {
  id: string
}

/** Who does what in the story, by the part of their address before the at sign. */
export type People = (name: string) => Promise<Person>

/** Finds the demonstration cast in a database; throws for who is not there. */
export const peopleIn =
  (db: Db): People =>
  async (name) => {
    const person = await findPersonByEmail(db, `${name}@example.org`)
    if (!person) throw new Error(`nobody in the cast is called ${name}`)
    return person
  }

const accounts = z.array(
  z.strictObject({
    email: z.email(),
    name: z.string(),
    locale: z.enum(locales),
    roles: z.array(
      z.strictObject({
        role: z.enum(roles),
        territory: territory.exactOptional(),
        parish: parish.exactOptional(),
        confirms: z.boolean().exactOptional(),
      }),
    ),
  }),
)

/** Opens the accounts of the demonstration cast; their names are roles, not people. */
export async function seedDemoAccounts(tx: AuditedTransaction): Promise<void> {
  for (const { roles, ...facts } of readStory('people/accounts.json', accounts)) {
    const person = await createAccount(tx, { ...facts, password: demoPassword })
    for (const { territory, parish, ...role } of roles) {
      await grantRole(tx, person, {
        ...role,
        ...(territory !== undefined && { territoryId: await idIn(tx.db, 'territories', { slug: territory }) }),
        ...(parish !== undefined && { parishId: await idIn(tx.db, 'parishes', { slug: parish }) }),
        fromDay: day('2019-05-01'),
      })
    }
  }
}
