import { slugOf } from '#platform/values/slug.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type Guard, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { createEdition } from './commands.ts'
import { titleForm } from './schema.ts'
import type { Edition } from './methodology.ts'
import { may } from './policy.ts'
import { listEditions } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/list': { families: Edition[][]; mayWrite: boolean; form: Form }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

const begunScope = 'methodology:begun'

/** All methodologies, and where a new one is begun. */
export function listRoutes({ db }: Services, readers: Guard<Viewer>, { get, post }: Router) {
  const familiesNow = async () => [...Map.groupBy(await listEditions(db), ({ family }) => family).values()]

  get(paths.methodology.list, readers, async ({ res, viewer }) => {
    render(res, 'modules/methodology/editions/list', {
      families: await familiesNow(),
      mayWrite: may.write(viewer),
      form: blankForm(begunScope),
    })
  })

  post(paths.methodology.list, only('lead'), async (context) => {
    const { res, body, locale } = context
    const reading = readForm(begunScope, titleForm[locale], body)
    if (!reading.ok) {
      return render(
        res,
        'modules/methodology/editions/list',
        { families: await familiesNow(), mayWrite: true, form: reading.form },
        422,
      )
    }
    const { title } = reading.input
    const taken = new Set((await familiesNow()).map(([first]) => first?.family))
    await saveNew(db, context, {
      make: async (tx) => {
        const family = freeName(slugOf(title) || 'methodology', taken)
        const content = { title: { source: locale, [locale]: title }, introduction: null, sections: [] }
        const { id, edition } = await createEdition(tx, family, { ...content, leastScore: 0, mostScore: 5 })
        await tx.record('methodology.begun', id, { family })
        return paths.methodology.edition({ family, edition })
      },
      notice: null,
    })
  })
}

function freeName(stem: string, taken: ReadonlySet<string | undefined>): string {
  let name = stem
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`
  return name
}
