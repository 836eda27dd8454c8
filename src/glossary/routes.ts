import { transact } from '#db/act.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, fill, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn, type Asked } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { enter, remove, revise } from './commands.ts'
import { termForm } from './forms.ts'
import { may } from './policy.ts'
import { findTerm, listTerms } from './queries.ts'
import { termsLike, type Term } from './term.ts'

declare module '#web/render.ts' {
  interface Views {
    'glossary/list': { terms: Term[]; asked: string; mayKeep: boolean }
    'glossary/edit': { term: Term | null; form: Form; theirs: Term | null }
    'glossary/removal': { term: Term }
  }
}

const scope = 'glossary:term'

/** The words of the field in three languages, looked up and kept by those who write. */
export function glossaryRoutes({ db }: Services) {
  const { router, get, post } = routes()
  const list = paths.glossary.list()

  const kept = async ({ viewer, params }: Asked<'term', Viewer>) => {
    ensure(may.keep(viewer))
    return found(await findTerm(db, params.term))
  }

  get(paths.glossary.list, signedIn, async ({ res, viewer, locale, query }) => {
    ensure(may.view(viewer))
    const asked = (query['q'] ?? '').slice(0, 100)
    const terms = termsLike(await listTerms(db, locale), asked)
    render(res, 'glossary/list', { terms, asked, mayKeep: may.keep(viewer) })
  })

  get(paths.glossary.add, signedIn, ({ res, viewer }) => {
    ensure(may.keep(viewer))
    render(res, 'glossary/edit', { term: null, form: blank(scope, { version: '0' }), theirs: null })
  })

  post(paths.glossary.add, signedIn, async (asked) => {
    const { res, viewer, locale, body } = asked
    ensure(may.keep(viewer))
    const reading = read(scope, termForm[locale], body)
    if (!reading.ok) return render(res, 'glossary/edit', { term: null, form: reading.form, theirs: null }, 422)
    await saveNew(db, asked, {
      make: async (tx) => {
        await enter(tx, reading.input)
        return list
      },
    })
  })

  get(paths.glossary.term, signedIn, async (asked) => {
    const term = await kept(asked)
    render(asked.res, 'glossary/edit', { term, form: fill(scope, termForm[asked.locale], term), theirs: null })
  })

  post(paths.glossary.term, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const term = await kept(asked)
    const reading = read(scope, termForm[locale], body)
    if (!reading.ok) return render(res, 'glossary/edit', { term, form: reading.form, theirs: null }, 422)
    await save(db, asked, {
      change: (tx) => revise(tx, term, reading.input),
      to: list,
      conflict: {
        latest: () => kept(asked),
        fill: (now) => fill(scope, termForm[locale], now),
        show: (theirs, form) => render(res, 'glossary/edit', { term, form, theirs }, 409),
      },
    })
  })

  get(paths.glossary.removal, signedIn, async (asked) => {
    render(asked.res, 'glossary/removal', { term: await kept(asked) })
  })

  post(paths.glossary.removal, signedIn, async (asked) => {
    const term = await kept(asked)
    await transact(db, asked.viewer, (tx) => remove(tx, term))
    noticed(asked.res, 'removed')
    asked.res.redirect(303, `/${asked.locale}${list}`)
  })

  return router
}
