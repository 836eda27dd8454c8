import { transact } from '#db/act.ts'
import { describeFiles, readFiles, showFiles, type FileShown } from '#files/field.ts'
import { sendFile } from '#files/send.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { writingIn } from '#web/writing.ts'
import { changeFiles } from './commands.ts'
import { labelOf } from './item.ts'
import { may } from './policy.ts'
import { filesOf, findItem, listAlike, type ItemWithFiles } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/photos': {
      item: ItemWithFiles
      label: string
      form: Form
      photos: FileShown[]
      alike: number
      writing: Locale
    }
  }
}

const scope = 'equipment:photos_form'
const field = { name: 'photos', pictures: true }

/** Photos of a thing with the emblem on it, and its papers, for those who see the thing in the inventory. */
export function itemFileRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const ownOf = async ({ viewer, params }: Asked<'item', Viewer>) => {
    const item = found(await findItem(db, viewer, params.item))
    ensure(may.edit(viewer, item))
    return item
  }

  get(paths.equipment.itemPhotos, signedIn, async (asked) => {
    const item = await ownOf(asked)
    const writing = writingIn(asked)
    const photos = showFiles(writing, filesOf(item).stickers)
    render(asked.res, 'equipment/photos', {
      item,
      label: labelOf(item),
      form: blank(scope),
      photos,
      alike: (await listAlike(db, item)).length,
      writing,
    })
  })

  post(paths.equipment.itemPhotos, signedIn, async (asked) => {
    const { res, viewer, body, locale } = asked
    const item = await ownOf(asked)
    const writing = writingIn(asked)
    const label = labelOf(item)
    const sent = await readFiles(db, viewer, body, field, filesOf(item).stickers, writing)
    if (Object.keys(sent.problems).length > 0) {
      const form = withProblems(scope, body, sent.problems)
      const alike = (await listAlike(db, item)).length
      return render(res, 'equipment/photos', { item, label, form, photos: sent.shown, alike, writing }, 422)
    }
    const others = body['alike'] === 'yes' ? await listAlike(db, item) : []
    await transact(db, viewer, async (tx) => {
      for (const each of [item, ...others]) await changeFiles(tx, each, 'sticker', sent)
      await describeFiles(tx, writing, sent)
    })
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${paths.equipment.item(label)}#photos`)
  })

  const send = async ({ res, viewer, params }: Asked<'item' | 'file', Viewer>, small: boolean) => {
    const files = filesOf(found(await findItem(db, viewer, params.item)))
    const file = found(
      Object.values(files)
        .flat()
        .find(({ id }) => id === params.file),
    )
    await sendFile(res, store, file, { small })
  }

  get(paths.equipment.itemFile, signedIn, (asked) => send(asked, false))
  get(paths.equipment.smallItemFile, signedIn, (asked) => send(asked, true))
}
