import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  'audit-comes-before': 'src/audit/routes.ts -> src/people/queries.ts',
  'people-comes-before': 'src/people/routes.ts -> src/advice/queries.ts',
  'glossary-comes-before': 'src/glossary/routes.ts -> src/advice/queries.ts',
  'drafts-comes-before': 'src/drafts/routes.ts -> src/advice/queries.ts',
  'advice-comes-before': 'src/advice/routes.ts -> src/initiatives/queries.ts',
  'methodology-comes-before': 'src/methodology/routes.ts -> src/assessments/queries.ts',
  'assessments-comes-before': 'src/assessments/routes.ts -> src/resources/queries.ts',
  'resources-comes-before': 'src/resources/routes.ts -> src/needs/queries.ts',
  'needs-comes-before': 'src/needs/routes.ts -> src/initiatives/queries.ts',
  'training-comes-before': 'src/training/routes.ts -> src/initiatives/queries.ts',
  'initiatives-comes-before': 'src/initiatives/routes.ts -> src/plans/queries.ts',
  'plans-comes-before': 'src/plans/routes.ts -> src/parishes/queries.ts',
  'parishes-comes-before': 'src/parishes/routes.ts -> src/visits/queries.ts',
  'visits-comes-before': 'src/visits/routes.ts -> src/mentors/queries.ts',
  'mentors-comes-before': 'src/mentors/routes.ts -> src/equipment/queries.ts',
  'equipment-comes-before': 'src/equipment/routes.ts -> src/work/queries.ts',
  'last-modules-are-apart': 'src/work/routes.ts -> src/project/queries.ts',
  'knex-stays-in-db': 'src/people/queries.ts -> node_modules/knex/index.js',
  'zod-stays-at-the-edge': 'src/people/routes.ts -> node_modules/zod/index.js',
  'express-stays-at-the-edge': 'src/people/policy.ts -> node_modules/express/index.js',
  'ejs-stays-behind-render': 'src/web/form.ts -> node_modules/ejs/index.js',
  'cli-stands-on-top': 'src/people/commands.ts -> src/cli/prompt.ts',
  'src-never-tests': 'src/people/person.ts -> test/support/test.ts',
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
