import type { Locale } from '#platform/i18n/locale.ts'
import { cents, sumOfCents, timesQuantity, type Cents } from '#platform/values/money.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, NotFound } from '#platform/web/errors.ts'
import { withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { createMaterial } from './commands.ts'
import { newMaterial, readMaterial, i18nScope } from './form.ts'
import { materialPageRoutes } from './page-routes.ts'
import { listMaterials, type StockedMaterial } from './queries.ts'
import { materialLabel } from './material.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { listOwnTerritories, type TerritoryChoice } from '#modules/equipment/items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/materials/list': {
      materials: (StockedMaterial & { worth: Cents | null })[]
      total: Cents
      mayEnter: boolean
    }
    'modules/equipment/materials/new': { form: Form; writing: Locale; own: TerritoryChoice[] }
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
    render(res, 'modules/equipment/materials/list', { materials, total, mayEnter })
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
    render(context.res, 'modules/equipment/materials/new', { form, writing: contentLocale(context), own })
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
      return render(res, 'modules/equipment/materials/new', { form, writing, own }, 422)
    }
    await saveNew(db, context, {
      make: async (tx) => {
        const { number } = await createMaterial(tx, territory.id, reading.input)
        return paths.equipment.material(materialLabel({ territory: territory.slug, number }))
      },
    })
  })

  materialPageRoutes(services, { get, post })
}
