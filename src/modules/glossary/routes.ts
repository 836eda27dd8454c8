import { transact } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, fillForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { createTerm, deleteTerm, updateTerm } from './commands.ts'
import { termForm } from './schema.ts'
import { may } from './policy.ts'
import { findTerm, listTerms } from './queries.ts'
import { termsLike, type Term } from './term.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/glossary/list': { terms: Term[]; asked: string; mayKeep: boolean }
    'modules/glossary/edit': { term: Term | null; form: Form; theirs: Term | null }
    'modules/glossary/removal': { term: Term }
  }
}

const scope = 'glossary:term'

/** The words of the field in three languages, looked up and kept by those who write. */
export function glossaryRoutes({ db }: Services) {
  const { router, get, post } = routes()
  const list = paths.glossary.list()

  const kept = async ({ viewer, params }: RouteContext<'term', Viewer>) => {
    orForbidden(may.keep(viewer))
    return orNotFound(await findTerm(db, params.term))
  }

  get(paths.glossary.list, signedIn, async ({ res, viewer, locale, query }) => {
    orForbidden(may.view(viewer))
    const asked = (query['q'] ?? '').slice(0, 100)
    const terms = termsLike(await listTerms(db, locale), asked)
    render(res, 'modules/glossary/list', { terms, asked, mayKeep: may.keep(viewer) })
  })

  get(paths.glossary.add, signedIn, ({ res, viewer }) => {
    orForbidden(may.keep(viewer))
    render(res, 'modules/glossary/edit', { term: null, form: blankForm(scope, { version: '0' }), theirs: null })
  })

  post(paths.glossary.add, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    orForbidden(may.keep(viewer))
    const reading = readForm(scope, termForm[locale], body)
    if (!reading.ok) return render(res, 'modules/glossary/edit', { term: null, form: reading.form, theirs: null }, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        await createTerm(tx, reading.input)
        return list
      },
    })
  })

  get(paths.glossary.term, signedIn, async (context) => {
    const term = await kept(context)
    render(context.res, 'modules/glossary/edit', {
      term,
      form: fillForm(scope, termForm[context.locale], term),
      theirs: null,
    })
  })

  post(paths.glossary.term, signedIn, async (context) => {
    const { res, locale, body } = context
    const term = await kept(context)
    const reading = readForm(scope, termForm[locale], body)
    if (!reading.ok) return render(res, 'modules/glossary/edit', { term, form: reading.form, theirs: null }, 422)
    await save(db, context, {
      change: (tx) => updateTerm(tx, term, reading.input),
      to: list,
      conflict: {
        latest: () => kept(context),
        fill: (now) => fillForm(scope, termForm[locale], now),
        show: (theirs, form) => render(res, 'modules/glossary/edit', { term, form, theirs }, 409),
      },
    })
  })

  get(paths.glossary.removal, signedIn, async (context) => {
    render(context.res, 'modules/glossary/removal', { term: await kept(context) })
  })

  post(paths.glossary.removal, signedIn, async (context) => {
    const term = await kept(context)
    await transact(db, context.viewer, (tx) => deleteTerm(tx, term))
    flash(context.res, 'removed')
    context.res.redirect(303, `/${context.locale}${list}`)
  })

  return router
}
