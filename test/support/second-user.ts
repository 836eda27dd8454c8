import type { Db } from '#platform/db/connection.ts'

/** Gives the staff of Ape another person, with the same roles and password; Līga, if nobody else is named. */
export async function openSecondUser(db: Db, name = 'Līga', email = 'liga@example.org'): Promise<void> {
  const { id, ...person } = await db('people').where({ email: 'ape@example.org' }).first<{ id: string }>()
  const [colleague] = (await db('people')
    .insert({ ...person, name, email })
    .returning('id')) as [{ id: string }]
  const { id: _, ...held } = await db('roleAssignments').where({ personId: id }).first<{ id: string }>()
  await db('roleAssignments').insert({ ...held, personId: colleague.id })
}
