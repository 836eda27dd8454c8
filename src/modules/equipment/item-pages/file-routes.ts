import { transact } from '#platform/db/transact.ts'
import { describeFiles, readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { changeItemFiles } from '#modules/equipment/items/commands.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { filesOf, findItem, listSimilarItems, type ItemWithFiles } from '#modules/equipment/items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/item-pages/photos': {
      item: ItemWithFiles
      label: string
      form: Form
      photos: ShownFile[]
      alike: number
      writing: Locale
    }
  }
}

const scope = 'equipment:photos_form'
const field = { name: 'photos', pictures: true }

/** Photos of a thing with the emblem on it, and its documents, for those who see the thing in the inventory. */
export function itemFileRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const ownOf = async ({ viewer, params }: RouteContext<'item', Viewer>) => {
    const item = orNotFound(await findItem(db, viewer, params.item))
    orForbidden(may.edit(viewer, item))
    return item
  }

  get(paths.equipment.itemPhotos, signedIn, async (context) => {
    const item = await ownOf(context)
    const writing = contentLocale(context)
    const photos = showFiles(writing, filesOf(item).stickers)
    render(context.res, 'modules/equipment/item-pages/photos', {
      item,
      label: labelOf(item),
      form: blankForm(scope),
      photos,
      alike: (await listSimilarItems(db, item)).length,
      writing,
    })
  })

  post(paths.equipment.itemPhotos, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const item = await ownOf(context)
    const writing = contentLocale(context)
    const label = labelOf(item)
    const sent = await readFiles(db, viewer, body, field, filesOf(item).stickers, writing)
    if (Object.keys(sent.problems).length > 0) {
      const form = withProblems(scope, body, sent.problems)
      const alike = (await listSimilarItems(db, item)).length
      return render(
        res,
        'modules/equipment/item-pages/photos',
        { item, label, form, photos: sent.shown, alike, writing },
        422,
      )
    }
    const others = body['alike'] === 'yes' ? await listSimilarItems(db, item) : []
    await transact(db, viewer, async (tx) => {
      for (const each of [item, ...others]) await changeItemFiles(tx, each, 'sticker', sent)
      await describeFiles(tx, writing, sent)
    })
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.equipment.item(label)}#photos`)
  })

  const send = async ({ res, viewer, params }: RouteContext<'item' | 'file', Viewer>, small: boolean) => {
    const files = filesOf(orNotFound(await findItem(db, viewer, params.item)))
    const file = orNotFound(
      Object.values(files)
        .flat()
        .find(({ id }) => id === params.file),
    )
    await sendFile(res, store, file, { small })
  }

  get(paths.equipment.itemFile, signedIn, (context) => send(context, false))
  get(paths.equipment.smallItemFile, signedIn, (context) => send(context, true))
}
