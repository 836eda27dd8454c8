import type { Db } from '#db/db.ts'

/** Gives the staff of a partner a second person, Līga, with the same roles and password. */
export async function hireColleague(db: Db, of = 'ape'): Promise<void> {
  const { id, ...person } = await db('people')
    .where({ email: `${of}@example.org` })
    .first<{ id: string }>()
  const [liga] = (await db('people')
    .insert({ ...person, name: 'Līga', email: 'liga@example.org' })
    .returning('id')) as [{ id: string }]
  const { id: _, ...held } = await db('grants').where({ personId: id }).first<{ id: string }>()
  await db('grants').insert({ ...held, personId: liga.id })
}
