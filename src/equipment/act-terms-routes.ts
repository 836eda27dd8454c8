import { locales, type Multilingual } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { fill, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { saveNew } from '#web/save.ts'
import { bases, type Basis } from './act.ts'
import { writeTerms } from './act-commands.ts'
import { termsForm } from './act-forms.ts'
import { mayAct } from './act-policy.ts'
import { listTerms, type TermsVersion } from './act-proof-queries.ts'
import { findTerms } from './act-queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'equipment/acts/terms': { kinds: { kind: Basis; versions: TermsVersion[] }[]; mayWrite: boolean }
    'equipment/acts/terms-form': { kind: Basis; present: number; form: Form }
  }
}

const words = 'acts:terms.form'

/** The terms that are printed on acts: each wording a version, the latest in force. */
export function actTermsRoutes({ db, now }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get(paths.equipment.terms, signedIn, async ({ res, viewer }) => {
    if (!mayAct.open(viewer)) throw new NotFound()
    const all = await listTerms(db)
    const kinds = bases.map((kind) => ({ kind, versions: all.filter((each) => each.kind === kind) }))
    render(res, 'equipment/acts/terms', { kinds, mayWrite: mayAct.writeTerms(viewer) })
  })

  const termsOf = async ({ viewer, params }: Asked<'kind', Viewer>) => {
    if (!mayAct.open(viewer)) throw new NotFound()
    const kind = found(bases.find((each) => each === params.kind))
    ensure(mayAct.writeTerms(viewer))
    return found(await findTerms(db, kind))
  }

  get(paths.equipment.termsOfKind, signedIn, async (asked) => {
    const { kind, number, text } = await termsOf(asked)
    const typed = Object.fromEntries(locales.map((each) => [each, text[each] ?? ''])) as Record<
      'lv' | 'et' | 'en',
      string
    >
    const form = fill(words, termsForm[asked.locale], typed)
    render(asked.res, 'equipment/acts/terms-form', { kind, present: number, form })
  })

  post(paths.equipment.termsOfKind, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const { kind, number } = await termsOf(asked)
    const reading = read(words, termsForm[locale], body)
    if (!reading.ok) return render(res, 'equipment/acts/terms-form', { kind, present: number, form: reading.form }, 422)
    const text: Multilingual = { source: 'en', ...reading.input }
    await saveNew(db, asked, {
      make: async (tx) => {
        await writeTerms(tx, kind, text, now())
        return paths.equipment.terms()
      },
    })
  })
}
