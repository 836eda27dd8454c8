import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const kits = 'lib|db|web|files|print|sheets|mail|jobs|services|paths|cli|locales'
const inModule = `^src/(?!(?:${kits})/)[^/]+/`
const routes = '[/-]routes\\.ts$'
// What turns stored rows into a form as a page shows it.
const pageForms = '-form\\.ts$'
// What lays stored things out on paper and in spreadsheets.
const papers = '[/-](print|sheet)\\.ts$'
const data = '[/-](queries|commands)\\.ts$'
// What is told by letter, and what is done again and again.
const mails = '[/-]mail\\.ts$'
const jobs = '[/-]jobs\\.ts$'

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

// A module may import those that it names in its `uses`, and no others; of `module.ts` only that line is read.
const modules = globSync('src/*/module.ts').map((file) => {
  const uses = /^  uses: \[([^\]]*)\]/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  return { name: basename(dirname(file)), uses: [...uses.matchAll(/'([a-z-]+)'/g)].map(([, used]) => used) }
})

const uses = modules.map(({ name, uses }) =>
  rule(
    `${name}-imports-what-it-uses`,
    { path: `^src/${name}/` },
    { path: inModule, pathNot: `^src/(${[name, ...uses].join('|')})/` },
  ),
)

/** Who may import whom: read each rule as "from … never to …". test/house/fence.test.ts breaks each of them once. */
export default {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    { ...rule('no-cycles-between-folders', {}, { circular: true }), scope: 'folder' },
    rule('lib-stands-alone', { path: '^src/lib/' }, { path: '^src/(?!lib/)' }),
    rule('db-knows-no-domain', { path: '^src/db/' }, { path: '^src/(?!lib/|db/)' }),
    rule('web-knows-no-domain', { path: '^src/web/' }, { path: [inModule, '^src/(files|print)/'] }),
    rule('files-know-no-domain', { path: '^src/files/' }, { path: [inModule, '^src/print/'] }),
    rule(
      'print-knows-no-domain',
      { path: '^src/print/' },
      { path: [inModule, '^src/(db|files)/', '^src/web/(?!words)'] },
    ),
    rule('paths-are-pure', { path: '^src/paths/' }, { path: '^src/(?!lib/|paths/)' }),
    rule('services-know-no-domain', { path: '^src/services/' }, { path: [inModule, '^src/(sheets|mail)/'] }),
    rule('mail-knows-no-domain', { path: '^src/mail/' }, { path: [inModule, '^src/(files|print|sheets|jobs)/'] }),
    rule('jobs-know-no-domain', { path: '^src/jobs/' }, { path: [inModule, '^src/(web|files|print|sheets|mail)/'] }),
    rule('sheets-know-no-domain', { path: '^src/sheets/' }, { path: [inModule, '^src/(db|web|files|print)/'] }),
    rule(
      'rules-are-pure',
      {
        path: inModule,
        pathNot: [
          data,
          routes,
          pageForms,
          papers,
          mails,
          jobs,
          '/module\\.ts$',
          '^src/people/(expiry|sign-in)\\.ts$',
          '^src/project/well-known\\.ts$',
        ],
      },
      { path: ['^src/(db|web|files|print|services)/', data, routes] },
    ),
    rule(
      'page-forms-know-forms-only',
      { path: pageForms },
      { path: ['^src/(db|web|files|print|services)/', data, routes], pathNot: '^src/web/form\\.ts$' },
    ),
    rule('data-knows-no-web', { path: data }, { path: ['^src/(web|print|services)/', routes] }),
    rule('letters-and-jobs-have-no-pages', { path: [mails, jobs] }, { path: ['^src/web/(?!words)', routes] }),
    rule('queries-only-read', { path: '[/-]queries\\.ts$' }, { path: '[/-]commands\\.ts$|^src/db/act\\.ts$' }),
    rule(
      'routes-meet-in-the-app',
      { path: '^src/([^/]+)', pathNot: '^src/(app|modules)\\.ts$' },
      { path: routes, pathNot: ['^src/web/', '^src/$1/'] },
    ),
    rule('forms-are-private', { path: '^src/([^/]+)/' }, { path: '[/-]forms\\.ts$', pathNot: '^src/$1/' }),
    ...uses,
    rule('knex-stays-in-db', { path: '^src/', pathNot: '^src/db/' }, { path: 'node_modules/(@types/)?(knex|pg)/' }),
    rule(
      'zod-stays-at-the-edge',
      { path: '^src/', pathNot: '^src/lib/fields\\.ts$|[/-]forms\\.ts$|/form\\.ts$|^src/config\\.ts$' },
      { path: 'node_modules/zod/' },
    ),
    rule(
      'express-stays-at-the-edge',
      {
        path: '^src/',
        pathNot: [
          '^src/(web/|files/|services/|app\\.ts$|modules\\.ts$|server\\.ts$)',
          '^src/people/(expiry|sign-in)\\.ts$',
          '^src/project/well-known\\.ts$',
          routes,
        ],
      },
      { path: 'node_modules/(@types/)?(express|passport)' },
    ),
    rule('ejs-stays-behind-render', { path: '^src/', pathNot: '^src/web/render\\.ts$' }, { path: 'node_modules/ejs/' }),
    rule('cli-stands-on-top', { path: '^src/', pathNot: '^src/cli[./]' }, { path: '^src/cli[./]' }),
    rule('src-never-tests', { path: '^src/' }, { path: '^(test|bench)/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'types'], exportsFields: ['exports'] },
  },
}
