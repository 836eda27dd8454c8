import type { Db } from '#platform/db/connection.ts'
import { foldEmail } from '#platform/values/email.ts'
import type { Person } from './person.ts'

export const findPersonByEmail = (db: Db, email: string): Promise<Person | undefined> =>
  db('people')
    .where({ email: foldEmail(email) })
    .first()

export const findPerson = (db: Db, id: string): Promise<Person | undefined> => db('people').where({ id }).first()

/** Whether accounts of the demonstration cast exist. */
export const hasDemoAccounts = async (db: Db): Promise<boolean> =>
  (await db('people').whereLike('email', '%@example.org').first('id')) !== undefined
