import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { handoverBases, type HandoverBasis } from '#modules/equipment/handovers/handover.ts'
import { writeConditionsOfUse } from '#modules/equipment/handover-drafts/commands.ts'
import { conditionsOfUseForm } from '#modules/equipment/handovers/schema.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { listConditionsOfUse, type ConditionsVersion } from '#modules/equipment/handovers/proof-queries.ts'
import { findConditionsOfUse } from '#modules/equipment/handovers/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/equipment/handover-issue/conditions': {
      kinds: { kind: HandoverBasis; versions: ConditionsVersion[] }[]
      mayWrite: boolean
    }
    'modules/equipment/handover-issue/conditions-form': { kind: HandoverBasis; present: number; form: Form }
  }
}

const words = 'handovers:terms.form'

/** The terms that are printed on handovers: each wording a version, the latest in force. */
export function conditionsOfUseRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  get(paths.equipment.conditionsOfUse, signedIn, async ({ res, viewer }) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const all = await listConditionsOfUse(db)
    const kinds = handoverBases.map((kind) => ({ kind, versions: all.filter((each) => each.kind === kind) }))
    render(res, 'modules/equipment/handover-issue/conditions', { kinds, mayWrite: mayOfHandover.writeTerms(viewer) })
  })

  const termsOf = async ({ viewer, params }: RouteContext<'kind', Viewer>) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const kind = orNotFound(handoverBases.find((each) => each === params.kind))
    orForbidden(mayOfHandover.writeTerms(viewer))
    return orNotFound(await findConditionsOfUse(db, kind))
  }

  get(paths.equipment.conditionsOfKind, signedIn, async (context) => {
    const { kind, number, text } = await termsOf(context)
    const typed = Object.fromEntries(locales.map((each) => [each, text[each] ?? ''])) as Record<
      'lv' | 'et' | 'en',
      string
    >
    const form = fillForm(words, conditionsOfUseForm[context.locale], typed)
    render(context.res, 'modules/equipment/handover-issue/conditions-form', { kind, present: number, form })
  })

  post(paths.equipment.conditionsOfKind, signedIn, async (context) => {
    const { res, locale, body } = context
    const { kind, number } = await termsOf(context)
    const reading = readForm(words, conditionsOfUseForm[locale], body)
    if (!reading.ok)
      return render(
        res,
        'modules/equipment/handover-issue/conditions-form',
        { kind, present: number, form: reading.form },
        422,
      )
    const text: Multilingual = { source: 'en', ...reading.input }
    await saveNew(db, context, {
      make: async (tx) => {
        await writeConditionsOfUse(tx, kind, text, now())
        return paths.equipment.conditionsOfUse()
      },
    })
  })
}
