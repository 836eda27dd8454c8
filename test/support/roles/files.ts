import type { Db } from '#platform/db/connection.ts'
import { keptFile } from '../files.ts'
import { page, type Roles } from './cases.ts'

/** The address of what one of the cast has just sent. */
const sentBy = (name: string, path: string) => async (db: Db) => {
  const by = await db('people')
    .where({ email: `${name}@example.org` })
    .first<{ id: string }>('id')
  const { id } = await keptFile(db, 'photo', by)
  return `/en/work/files/${id}${path}`
}

export const filesRoles: Roles = {
  'GET /work/files/:file': [
    page(sentBy('gaujiena', ''), '200 gaujiena', '404 *'),
    page('/en/work/files/nothing', '404 *'),
  ],
  'GET /work/files/:file/small': [page(sentBy('ape', '/small'), '200 ape', '404 *')],
}
