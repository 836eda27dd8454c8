import { today, type Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { moveMaterial, updateMaterial } from './commands.ts'
import { fillMaterial, moveScope, readMaterial, readMove } from './form.ts'
import { findMaterial, listMoves, type MaterialMoved, type StockedMaterial } from './queries.ts'
import { materialLabel } from './material.ts'
import { may } from '#modules/equipment/items/policy.ts'
import type { InitiativeChoice } from '#modules/equipment/items/item.ts'
import { listInitiativeChoices } from '#modules/equipment/items/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/materials/edit': Editing & { material: StockedMaterial; label: string; writing: Locale }
    'modules/equipment/materials/show': MaterialPage
  }
}

interface Editing {
  form: Form
  conflict: FieldDifference[] | null
}

interface MaterialPage {
  material: StockedMaterial
  label: string
  moves: MaterialMoved[]
  mayEdit: boolean
  form: Form
  choices: InitiativeChoice[]
}

type OfMaterial = RouteContext<'material', Viewer>
const typedDay = (day: Day) => day.split('-').reverse().join('.')

/** A material's page, where what comes and goes of it is written down. */
export function materialPageRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const one = async ({ viewer, params }: OfMaterial) => orNotFound(await findMaterial(db, viewer, params.material))
  const ownOne = async (context: OfMaterial) => {
    const material = await one(context)
    orForbidden(may.edit(context.viewer, { ...material, parishId: null }))
    return material
  }

  const show = async ({ res, viewer }: OfMaterial, material: StockedMaterial, form: Form, status = 200) => {
    const mayEdit = may.edit(viewer, { ...material, parishId: null })
    const choices = mayEdit ? await listInitiativeChoices(db, material.territoryId) : []
    const moves = await listMoves(db, material.id)
    render(
      res,
      'modules/equipment/materials/show',
      { material, label: materialLabel(material), moves, mayEdit, form, choices },
      status,
    )
  }

  get(paths.equipment.material, signedIn, async (context) =>
    show(context, await one(context), blankForm(moveScope, { onDay: typedDay(today(now)) })),
  )

  post(paths.equipment.materialMoves, signedIn, async (context) => {
    const { body, locale } = context
    const material = await ownOne(context)
    const choices = await listInitiativeChoices(db, material.territoryId)
    const reading = readMove(locale, body, choices, today(now))
    if (!reading.ok) return show(context, material, reading.form, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        await moveMaterial(tx, material, reading.move)
        return paths.equipment.material(materialLabel(material))
      },
      refused: {
        words: moveScope,
        rules: { materials_stock: ['quantity', 'stock'] },
        show: async (form) => show(context, await ownOne(context), form, 422),
      },
    })
  })

  const edit = (context: OfMaterial, material: StockedMaterial, { form, conflict }: Editing, status = 200) => {
    const page = { material, label: materialLabel(material), form, writing: contentLocale(context), conflict }
    render(context.res, 'modules/equipment/materials/edit', page, status)
  }

  get(paths.equipment.materialEdit, signedIn, async (context) => {
    const material = await ownOne(context)
    edit(context, material, { form: fillMaterial(context.locale, contentLocale(context), material), conflict: null })
  })

  post(paths.equipment.materialEdit, signedIn, async (context) => {
    const { locale, body } = context
    const material = await ownOne(context)
    const writing = contentLocale(context)
    const reading = readMaterial(locale, writing, body, material)
    if (!reading.ok) return edit(context, material, { form: reading.form, conflict: null }, 422)
    const seen = { id: material.id, version: Number(body['version']) || 0 }
    const going = nextContentLocale(context)
    await save(db, context, {
      change: (tx) => updateMaterial(tx, seen, reading.input),
      to: `${paths.equipment.material(materialLabel(material))}${going === writing ? '' : `/edit?in=${going}`}`,
      conflict: {
        latest: () => ownOne(context),
        fill: (current) => fillMaterial(locale, writing, current),
        show: (current, form, conflict) => edit(context, current, { form, conflict }, 409),
      },
    })
  })
}
