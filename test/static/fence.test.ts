import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** For each rule an import that breaks it, as `from -> to`. */
const plants: Record<string, string> = {
  'no-cycles': 'src/platform/values/egg.ts -> src/platform/values/hen.ts -> src/platform/values/egg.ts',
  'no-cycles-between-folders':
    'src/modules/people/accounts/person.ts -> src/modules/people/sign-in/session.ts -> src/modules/people/accounts/policy.ts',
  'platform-knows-no-module': 'src/platform/db/connection.ts -> src/modules/people/accounts/person.ts',
  'readers-are-apart': 'src/readers/dashboard/queries.ts -> src/readers/project/project.ts',
  'paths-are-pure': 'src/platform/paths/paths.ts -> src/platform/db/connection.ts',
  'services-know-no-mail': 'src/platform/services/services.ts -> src/platform/mail/deliver.ts',
  'monitoring-stands-alone': 'src/platform/monitoring/health.ts -> src/platform/web/errors.ts',
  'processes-stand-alone': 'src/platform/processes/worker-pool.ts -> src/platform/db/connection.ts',
  'values-stand-alone': 'src/platform/values/day.ts -> src/platform/db/connection.ts',
  'languages-stand-alone': 'src/platform/i18n/text.ts -> src/platform/values/slug.ts',
  'forms-know-values-only': 'src/platform/forms/form-kit.ts -> src/platform/web/errors.ts',
  'db-knows-no-pages': 'src/platform/db/transact.ts -> src/platform/web/errors.ts',
  'web-knows-no-files': 'src/platform/web/routes.ts -> src/platform/files/store.ts',
  'files-know-no-pdf': 'src/platform/files/send.ts -> src/platform/pdf/printer.ts',
  'pdf-knows-values-only': 'src/platform/pdf/document.ts -> src/platform/db/connection.ts',
  'mail-sends-only': 'src/platform/mail/deliver.ts -> src/platform/files/store.ts',
  'jobs-have-no-pages': 'src/platform/jobs/queue.ts -> src/platform/web/routes.ts',
  'spreadsheets-know-values-only': 'src/platform/spreadsheets/pool.ts -> src/platform/db/connection.ts',
  'rules-are-pure': 'src/modules/people/accounts/policy.ts -> src/platform/db/connection.ts',
  'page-forms-know-forms-only': 'src/modules/plans/sections/form.ts -> src/platform/pages/render.ts',
  'data-knows-no-web': 'src/modules/plans/plan/queries.ts -> src/platform/pages/render.ts',
  'letters-and-jobs-have-no-pages': 'src/modules/people/accounts/mail.ts -> src/platform/pages/render.ts',
  'queries-only-read': 'src/modules/plans/plan/queries.ts -> src/platform/db/transact.ts',
  'routes-meet-in-the-app': 'src/modules/plans/routes.ts -> src/modules/people/administration/role-routes.ts',
  'routes-are-no-platform': 'src/platform/monitoring/health.ts -> src/modules/people/sign-in/routes.ts',
  'forms-are-private': 'src/modules/plans/routes.ts -> src/modules/people/accounts/schema.ts',
  'knex-stays-in-db': 'src/modules/people/accounts/queries.ts -> node_modules/knex/index.js',
  'zod-stays-at-the-edge': 'src/modules/people/routes.ts -> node_modules/zod/index.js',
  'express-stays-at-the-edge': 'src/modules/people/accounts/policy.ts -> node_modules/express/index.js',
  'ejs-stays-behind-render': 'src/platform/web/site.ts -> node_modules/ejs/index.js',
  'cli-stands-on-top': 'src/modules/people/accounts/commands.ts -> src/cli/prompt.ts',
  'src-never-tests': 'src/modules/people/accounts/person.ts -> test/support/test.ts',
}

/** Of each module a use that it does not name in its `module.ts`. */
const modules = globSync('src/{modules,readers}/*/module.ts').map((file) => {
  const uses = /^  uses: \[([^\]]*)\]/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  return { path: dirname(file), name: basename(dirname(file)), uses }
})
for (const { path, name, uses } of modules) {
  const unused = modules.find((other) => other.name !== name && !uses.includes(`'${other.name}'`))
  if (unused) plants[`${name}-imports-what-it-uses`] = `${path}/routes.ts -> ${unused.path}/queries.ts`
}

const fence = await extractConfig('./.dependency-cruiser.js')
const steps = (plant: string) => plant.split(' -> ')
const folder = mkdtempSync(join(tmpdir(), 'act-local-fence-'))
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
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), [...targets].map(line).join('\n') + '\nexport const here = 1\n')
  }
  const node = { type: 'module', imports: { '#*': './src/*' } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(node))
}

const line = (target: string) => {
  const name = /^node_modules\/([^/]+)/.exec(target)?.[1]
  return `import '${name ?? target.replace(/^src\//, '#').replace(/^test\//, '../../../../test/')}'`
}

beforeAll(async () => {
  build()
  const { tsConfig: _, ...options } = fence.options ?? {}
  const { output } = await cruise(['src'], { ...options, baseDir: folder, validate: true, ruleSet: fence })
  found = (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
})
afterAll(() => rmSync(folder, { recursive: true }))

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
