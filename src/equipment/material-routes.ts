import type { Locale } from '#lib/locale.ts'
import { cents, sumOfCents, timesQuantity, type Cents } from '#lib/money.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, NotFound } from '#web/errors.ts'
import { withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { contentLocale } from '#web/writing.ts'
import { createMaterial } from './material-commands.ts'
import { newMaterial, readMaterial, i18nScope } from './material-form.ts'
import { materialPageRoutes } from './material-page-routes.ts'
import { listMaterials, type StockedMaterial } from './material-queries.ts'
import { materialLabel } from './material.ts'
import { may } from './policy.ts'
import { listOwnTerritories, type TerritoryChoice } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/materials': { materials: (StockedMaterial & { worth: Cents | null })[]; total: Cents; mayEnter: boolean }
    'equipment/material-new': { form: Form; writing: Locale; own: TerritoryChoice[] }
  }
}

const worthOf = ({ stock, unitPrice }: StockedMaterial): Cents | null =>
  unitPrice === null ? null : timesQuantity(stock, cents(unitPrice))

/** What is used up: how much of it there is, how it came and to whom it went. */
export function materialRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db } = services
  get(paths.equipment.materials, signedIn, async ({ res, viewer }) => {
    if (!may.openMaterials(viewer)) throw new NotFound()
    const mayEnter = (await listOwnTerritories(db, viewer)).length > 0
    const materials = (await listMaterials(db, viewer)).map((each) => ({ ...each, worth: worthOf(each) }))
    const total = sumOfCents(materials.map(({ worth }) => worth ?? cents(0)))
    render(res, 'equipment/materials', { materials, total, mayEnter })
  })

  const ownTerritories = async (viewer: Viewer) => {
    if (!may.openMaterials(viewer)) throw new NotFound()
    const own = await listOwnTerritories(db, viewer)
    orForbidden(own.length > 0)
    return own
  }

  get(paths.equipment.addMaterial, signedIn, async (context) => {
    const own = await ownTerritories(context.viewer)
    const form = newMaterial(own[0]?.slug ?? '')
    render(context.res, 'equipment/material-new', { form, writing: contentLocale(context), own })
  })

  post(paths.equipment.addMaterial, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const own = await ownTerritories(viewer)
    const writing = contentLocale(context)
    const reading = readMaterial(locale, writing, body, null)
    const territory = own.find(({ slug }) => slug === body['territory'])
    if (!reading.ok || !territory) {
      const problems = { ...(!territory && { territory: { key: 'choose', params: {} } }) }
      const form = reading.ok ? withProblems(i18nScope, body, problems) : reading.form
      return render(res, 'equipment/material-new', { form, writing, own }, 422)
    }
    await saveNew(db, context, {
      make: async (tx) => {
        const { number } = await createMaterial(tx, territory.id, reading.facts)
        return paths.equipment.material(materialLabel({ territory: territory.slug, number }))
      },
    })
  })

  materialPageRoutes(services, { get, post })
}
