import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** For each rule an import that breaks it, as `from -> to`. */
const plants: Record<string, string> = {
  'no-cycles': 'src/lib/egg.ts -> src/lib/hen.ts -> src/lib/egg.ts',
  'no-cycles-between-folders': 'src/people/person.ts -> src/advice/session.ts -> src/people/policy.ts',
  'lib-stands-alone': 'src/lib/day.ts -> src/db/db.ts',
  'db-knows-no-domain': 'src/db/db.ts -> src/people/person.ts',
  'web-knows-no-domain': 'src/web/form.ts -> src/people/person.ts',
  'files-know-no-domain': 'src/files/store.ts -> src/people/person.ts',
  'print-knows-no-domain': 'src/print/typst.ts -> src/people/person.ts',
  'paths-are-pure': 'src/paths/paths.ts -> src/people/person.ts',
  'services-know-no-domain': 'src/services/services.ts -> src/people/person.ts',
  'mail-knows-no-domain': 'src/mail/letters.ts -> src/people/person.ts',
  'jobs-know-no-domain': 'src/jobs/queue.ts -> src/people/person.ts',
  'letters-and-jobs-have-no-pages': 'src/people/mail.ts -> src/web/render.ts',
  'sheets-know-no-domain': 'src/sheets/sheet.ts -> src/people/person.ts',
  'rules-are-pure': 'src/people/policy.ts -> src/db/db.ts',
  'page-forms-know-forms-only': 'src/plans/section-form.ts -> src/web/render.ts',
  'data-knows-no-web': 'src/plans/queries.ts -> src/web/render.ts',
  'queries-only-read': 'src/plans/queries.ts -> src/db/act.ts',
  'routes-meet-in-the-app': 'src/plans/routes.ts -> src/people/admin-routes.ts',
  'forms-are-private': 'src/plans/routes.ts -> src/people/forms.ts',
  'knex-stays-in-db': 'src/people/queries.ts -> node_modules/knex/index.js',
  'zod-stays-at-the-edge': 'src/people/routes.ts -> node_modules/zod/index.js',
  'express-stays-at-the-edge': 'src/people/policy.ts -> node_modules/express/index.js',
  'ejs-stays-behind-render': 'src/web/form.ts -> node_modules/ejs/index.js',
  'cli-stands-on-top': 'src/people/commands.ts -> src/cli/prompt.ts',
  'src-never-tests': 'src/people/person.ts -> test/support/test.ts',
}

/** Of each module a use that it does not name in its `module.ts`. */
const modules = globSync('src/*/module.ts').map((file) => {
  const uses = /^  uses: \[([^\]]*)\]/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  return { name: basename(dirname(file)), uses }
})
for (const { name, uses } of modules) {
  const unused = modules.find((other) => other.name !== name && !uses.includes(`'${other.name}'`))
  if (unused) plants[`${name}-imports-what-it-uses`] = `src/${name}/routes.ts -> src/${unused.name}/queries.ts`
}

const fence = await extractConfig('./.dependency-cruiser.js')
const steps = (plant: string) => plant.split(' -> ')
const house = mkdtempSync(join(tmpdir(), 'act-local-fence-'))
let found: { rule: string; from: string; to: string }[]

function build() {
  const imports = new Map<string, Set<string>>()
  for (const way of Object.values(plants).map(steps)) {
    for (const [at, file] of way.entries()) {
      const next = way[at + 1]
      imports.set(file, (imports.get(file) ?? new Set()).union(new Set(next === undefined ? [] : [next])))
    }
  }
  for (const [file, targets] of imports) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    writeFileSync(join(house, file), [...targets].map(line).join('\n') + '\nexport const here = 1\n')
  }
  const node = { type: 'module', imports: { '#*': './src/*' } }
  writeFileSync(join(house, 'package.json'), JSON.stringify(node))
}

const line = (target: string) => {
  const name = /^node_modules\/([^/]+)/.exec(target)?.[1]
  return `import '${name ?? target.replace(/^src\//, '#').replace(/^test\//, '../../test/')}'`
}

beforeAll(async () => {
  build()
  const { tsConfig: _, ...options } = fence.options ?? {}
  const { output } = await cruise(['src'], { ...options, baseDir: house, validate: true, ruleSet: fence })
  found = (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
})
afterAll(() => rmSync(house, { recursive: true }))

describe('the fence between modules', () => {
  test.each(Object.entries(plants))('%s stops %s', (rule, plant) => {
    const [from = '', to = ''] = steps(plant)
    const isFolderRule = rule.endsWith('folders')
    expect(found).toContainEqual({
      rule,
      from: isFolderRule ? dirname(from) : from,
      to: isFolderRule ? dirname(to) : to,
    })
  })

  test('has a violation planted for each of its rules', () => {
    expect(Object.keys(plants).sort()).toEqual(fence.forbidden?.map(({ name }) => name).sort())
  })
})
