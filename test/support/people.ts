import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import type { Member } from './test.ts'

/** One of the cast with the roles they hold on the day the tests' clock shows. */
export async function viewerOf(db: Db, member: Member): Promise<Viewer> {
  const row: { id: string } | undefined = await db('people')
    .where({ email: `${member}@example.org` })
    .first('id')
  const viewer = row && (await findViewer(db, row.id, day('2020-03-02')))
  if (!viewer) throw new Error(`${member} is not in the cast`)
  return viewer
}

/** The id of the parish with this slug. */
export async function idOfParish(db: Db, slug: string): Promise<string> {
  const row: { id: string } | undefined = await db('parishes').where({ slug }).first('id')
  if (!row) throw new Error(`there is no parish ${slug}`)
  return row.id
}
