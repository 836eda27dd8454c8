import type { Db } from '#platform/db/connection.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { paths } from '#platform/paths/paths.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { findOwnFiles } from '#platform/files/queries.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Store } from '#platform/files/store.ts'

/** What somebody has just sent, shown to themselves alone: a picture must be seen to be described. */
export function storedFileRoutes({ db, store }: { db: Db; store: Store }) {
  const { router, get } = routes()

  get(paths.files.file, signedIn, async ({ res, viewer, params }) => {
    const [file] = isUuid(params.file) ? await findOwnFiles(db, viewer, [params.file]) : []
    await sendFile(res, store, orNotFound(file))
  })

  get(paths.files.smallFile, signedIn, async ({ res, viewer, params }) => {
    const [file] = isUuid(params.file) ? await findOwnFiles(db, viewer, [params.file]) : []
    await sendFile(res, store, orNotFound(file), { small: true })
  })

  return router
}
