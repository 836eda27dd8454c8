import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { withFiles } from '#platform/files/formats/zip-writing.ts'
import { keyOf } from '#platform/files/store.ts'
import { system, transact } from '#platform/db/transact.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import { linkHash } from './file-commands.ts'
import { findFileByLink, keptDays, listFilesSent } from './file-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/files/fetch': { token: string; days: number }
  }
}

/** Sends everything about somebody as a zip, which no cache may keep: its texts, and the files that they sent. */
export async function sendPersonalZip(
  { db, store }: Pick<Services, 'db' | 'store'>,
  res: Response,
  { personId, content }: { personId: string | null; content: Buffer },
): Promise<void> {
  // Many files are sent by people without an account, and nothing says by whom.
  const sent = personId === null ? [] : await listFilesSent(db, personId)
  const files = sent.map(({ name, sha256 }, at) => ({
    name: `files/${at + 1}-${name}`,
    read: () => store.read(keyOf(sha256)),
  }))
  setPrivateHeaders(res)
  res.setHeader('Content-Disposition', 'attachment; filename="personal-data.zip"')
  res.type('application/zip')
  await pipeline(withFiles(content, files), res).catch(() => void res.destroy())
}

/** Where somebody without an account fetches everything about them, by the link of a letter: its button, not the page, gives it. */
export function fileRoutes({ db, store }: Services) {
  const { router, get, post } = routes()
  const fileOf = async (token: string) => orNotFound(await findFileByLink(db, linkHash(token)))

  get(paths.privacy.file, anyone, async ({ res, params: { token } }) => {
    await fileOf(token)
    setPrivateHeaders(res)
    render(res, 'modules/privacy/files/fetch', { token, days: keptDays })
  })

  post(paths.privacy.file, anyone, async ({ res, params: { token } }) => {
    const made = await fileOf(token)
    await transact(db, system, (tx) => tx.record('privacy.file_fetched', made.id))
    await sendPersonalZip({ db, store }, res, made)
  })

  return router
}
