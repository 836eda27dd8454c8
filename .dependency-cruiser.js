import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const inModule = '^src/(modules|readers)/'
const pages = '[/-](routes|page|guard)\\.ts$|/load-[a-z]+\\.ts$'
// What turns stored rows into a form as a page shows it.
const pageForms = '[/-]form\\.ts$'
// What is typed, field by field.
const schemas = '[/-]schema\\.ts$'
// What lays stored things out as PDF and in spreadsheets.
const documents = '[/-](document|pdf|one-page|spreadsheet|finance-tables|section-parts|bilingual-table)\\.ts$'
const data = '[/-](queries|commands)\\.ts$'
// What is told by mail, and what is done again and again.
const mails = '[/-]mail\\.ts$'
const jobs = '[/-]jobs\\.ts$'
const kit = (names) => `^src/platform/(${names})/`

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

// A module may import those that it names in its `uses`, and no others; of `module.ts` only that line is read.
const modules = globSync('src/{modules,readers}/*/module.ts').map((file) => {
  const uses = /^  uses: \[([^\]]*)\]/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  return {
    path: dirname(file),
    name: basename(dirname(file)),
    uses: [...uses.matchAll(/'([a-z-]+)'/g)].map(([, used]) => used),
  }
})

const uses = modules.map(({ path, name, uses }) =>
  rule(
    `${name}-imports-what-it-uses`,
    { path: `^${path}/` },
    { path: inModule, pathNot: `^src/(modules|readers)/(${[name, ...uses].join('|')})/` },
  ),
)

// Files at the edge of a module that are no pages by their name, and answer requests all the same.
const edge = [
  '^src/modules/people/sign-in/(expired-session|authentication)\\.ts$',
  '^src/readers/project/well-known\\.ts$',
]

/** Who may import whom: read each rule as "from … never to …". test/static/fence.test.ts breaks each of them once. */
export default {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    { ...rule('no-cycles-between-folders', {}, { circular: true }), scope: 'folder' },
    rule('platform-knows-no-module', { path: '^src/platform/' }, { path: '^src/(?!platform/|locales/)' }),
    rule(
      'readers-are-apart',
      { path: '^src/(modules|readers)/([^/]+)/' },
      { path: '^src/readers/', pathNot: '^src/$1/$2/' },
    ),
    rule('paths-are-pure', { path: kit('paths') }, { path: '^src/', pathNot: kit('values|paths') }),
    rule('services-know-no-mail', { path: kit('services') }, { path: kit('spreadsheets|mail') }),
    rule('monitoring-stands-alone', { path: kit('monitoring') }, { path: '^src/', pathNot: kit('values|monitoring') }),
    rule('processes-stand-alone', { path: kit('processes') }, { path: '^src/', pathNot: kit('processes') }),
    rule('values-stand-alone', { path: kit('values') }, { path: '^src/', pathNot: kit('values|i18n') }),
    rule('languages-stand-alone', { path: kit('i18n') }, { path: '^src/', pathNot: `${kit('i18n')}|^src/locales/` }),
    rule('forms-know-values-only', { path: kit('forms') }, { path: '^src/', pathNot: kit('forms|values|i18n') }),
    rule('db-knows-no-pages', { path: kit('db') }, { path: '^src/', pathNot: kit('db|values|i18n') }),
    rule('web-knows-no-files', { path: kit('web|limits|sessions|pages') }, { path: kit('files|pdf|mail|jobs') }),
    rule('files-know-no-pdf', { path: kit('files') }, { path: kit('pdf|spreadsheets|mail|jobs') }),
    rule('pdf-knows-values-only', { path: kit('pdf') }, { path: '^src/', pathNot: kit('pdf|processes|values|i18n') }),
    rule('mail-sends-only', { path: kit('mail') }, { path: kit('files|pdf|spreadsheets|jobs') }),
    rule(
      'jobs-have-no-pages',
      { path: kit('jobs') },
      { path: kit('web|limits|sessions|pages|files|pdf|spreadsheets|mail') },
    ),
    rule(
      'spreadsheets-know-values-only',
      { path: kit('spreadsheets') },
      { path: '^src/', pathNot: kit('spreadsheets|processes|values|i18n|files/formats') },
    ),
    rule(
      'rules-are-pure',
      { path: inModule, pathNot: [data, pages, pageForms, documents, mails, jobs, '/module\\.ts$', ...edge] },
      { path: [kit('db|web|limits|sessions|pages|files|pdf'), data, pages], pathNot: kit('files/formats|pages') },
    ),
    rule(
      'page-forms-know-forms-only',
      { path: pageForms, pathNot: '^src/platform/' },
      { path: [kit('db|web|limits|sessions|pages|files|pdf'), data, pages] },
    ),
    rule('data-knows-no-web', { path: data }, { path: [kit('web|limits|sessions|pages|pdf'), pages] }),
    rule(
      'letters-and-jobs-have-no-pages',
      { path: [mails, jobs] },
      { path: [kit('web|limits|sessions|pages'), pages] },
    ),
    rule(
      'queries-only-read',
      { path: '[/-]queries\\.ts$' },
      { path: '[/-]commands\\.ts$|^src/platform/db/transact\\.ts$' },
    ),
    rule(
      'routes-meet-in-the-app',
      { path: '^src/(modules|readers)/([^/]+)' },
      // Who must prove once more who they are is asked so by routes of any module that uses `people`.
      { path: pages, pathNot: ['^src/platform/', '^src/$1/$2/', '^src/modules/people/sign-in/proof-guard\\.ts$'] },
    ),
    rule('routes-are-no-platform', { path: '^src/platform/' }, { path: [`${inModule}.*routes\\.ts$`] }),
    rule(
      'forms-are-private',
      { path: '^src/(modules|readers)/([^/]+)/' },
      { path: `${inModule}.*schema\\.ts$`, pathNot: '^src/$1/$2/' },
    ),
    ...uses,
    rule('knex-stays-in-db', { path: '^src/', pathNot: kit('db') }, { path: 'node_modules/(@types/)?(knex|pg)/' }),
    rule(
      'zod-stays-at-the-edge',
      { path: '^src/', pathNot: `${schemas}|^src/platform/forms/|^src/config\\.ts$` },
      { path: 'node_modules/zod/' },
    ),
    rule(
      'express-stays-at-the-edge',
      {
        path: '^src/',
        pathNot: [
          '^src/(app|modules|server)\\.ts$',
          kit('web|limits|sessions|pages|files|forms|services|monitoring'),
          ...edge,
          pages,
        ],
      },
      { path: 'node_modules/(@types/)?(express|passport)' },
    ),
    rule(
      'ejs-stays-behind-render',
      { path: '^src/', pathNot: '^src/platform/pages/render\\.ts$' },
      { path: 'node_modules/ejs/' },
    ),
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
