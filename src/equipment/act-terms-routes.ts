import { locales, type Multilingual } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import { fillForm, readForm, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type RouteContext, type routes } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { handoverBases, type HandoverBasis } from './act.ts'
import { writeConditionsOfUse } from './act-commands.ts'
import { conditionsOfUseForm } from './act-forms.ts'
import { mayOfHandover } from './act-policy.ts'
import { listConditionsOfUse, type ConditionsVersion } from './act-proof-queries.ts'
import { findConditionsOfUse } from './act-queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/acts/terms': { kinds: { kind: HandoverBasis; versions: ConditionsVersion[] }[]; mayWrite: boolean }
    'equipment/acts/terms-form': { kind: HandoverBasis; present: number; form: Form }
  }
}

const words = 'handovers:terms.form'

/** The terms that are printed on acts: each wording a version, the latest in force. */
export function conditionsOfUseRoutes(
  { db, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  get(paths.equipment.terms, signedIn, async ({ res, viewer }) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const all = await listConditionsOfUse(db)
    const kinds = handoverBases.map((kind) => ({ kind, versions: all.filter((each) => each.kind === kind) }))
    render(res, 'equipment/acts/terms', { kinds, mayWrite: mayOfHandover.writeTerms(viewer) })
  })

  const termsOf = async ({ viewer, params }: RouteContext<'kind', Viewer>) => {
    if (!mayOfHandover.open(viewer)) throw new NotFound()
    const kind = orNotFound(handoverBases.find((each) => each === params.kind))
    orForbidden(mayOfHandover.writeTerms(viewer))
    return orNotFound(await findConditionsOfUse(db, kind))
  }

  get(paths.equipment.termsOfKind, signedIn, async (context) => {
    const { kind, number, text } = await termsOf(context)
    const typed = Object.fromEntries(locales.map((each) => [each, text[each] ?? ''])) as Record<
      'lv' | 'et' | 'en',
      string
    >
    const form = fillForm(words, conditionsOfUseForm[context.locale], typed)
    render(context.res, 'equipment/acts/terms-form', { kind, present: number, form })
  })

  post(paths.equipment.termsOfKind, signedIn, async (context) => {
    const { res, locale, body } = context
    const { kind, number } = await termsOf(context)
    const reading = readForm(words, conditionsOfUseForm[locale], body)
    if (!reading.ok) return render(res, 'equipment/acts/terms-form', { kind, present: number, form: reading.form }, 422)
    const text: Multilingual = { source: 'en', ...reading.input }
    await saveNew(db, context, {
      make: async (tx) => {
        await writeConditionsOfUse(tx, kind, text, now())
        return paths.equipment.terms()
      },
    })
  })
}
