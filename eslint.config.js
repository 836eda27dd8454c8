import { defineConfig } from 'eslint/config'
import compat from 'eslint-plugin-compat'
import esx from 'eslint-plugin-es-x'
import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

const youngerThanBrowsers = [
  'requestSubmit',
  'showModal',
  'showPopover',
  'showPicker',
  'randomUUID',
  'inert',
  'timeStyle',
  'moveBefore',
]

// Methods that iterators got later and arrays have always had: which of the two an object is cannot be seen.
const namesSharedWithArrays = Object.fromEntries(
  Object.keys(esx.rules).flatMap((name) =>
    name.startsWith('no-iterator-prototype-') ? [[`es-x/${name}`, 'off']] : [],
  ),
)

// What somebody posts may be long: no expression may take the square of its length, or worse.
const linearExpressions = {
  plugins: { regexp },
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  },
}

export default defineConfig(
  { ignores: ['node_modules', '.data', 'coverage'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      // Each `??` counts as a branch.
      complexity: ['error', 10],
      // A number reads the same in a text as by itself; nothing else does.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => send(x)` says all that `() => { send(x) }` does, and `return next(x)` ends a handler early on one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Express builds its requests and sessions from Node's by their shape and not by `new`.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An underscore says that a parameter is there for its place only; taking a key off an object is what rest is for.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['src/**', 'public/**'], ...linearExpressions },
  {
    // A module's routes are many handlers of five lines inside one function.
    files: ['src/**/routes.ts', 'src/**/*-routes.ts', 'src/**/*-page.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Rows come from SQL without types: what they are is written beside the query, and the tests hold it to that.
    files: ['src/**/*queries.ts', 'src/**/*commands.ts', 'src/platform/db/**', 'migrations/**', 'seeds/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // What vitest expects in the place of a value (`expect.any`) has no type.
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // A migration is one long sentence of SQL, the seeds are texts, and a `describe` holds all its tests.
    files: ['migrations/**', 'seeds/**', 'test/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    // The scripts of the pages: plain JavaScript for browsers, without types.
    files: ['public/js/**/*.js', 'src/platform/values/plain-decimal.js'],
    extends: [tseslint.configs.strict, compat.configs['flat/recommended'], esx.configs['flat/restrict-to-es2021']],
    settings: {
      'es-x': { aggressive: true },
      // Only used after asking whether they are there.
      polyfills: [
        'navigator.locks',
        'BroadcastChannel',
        'navigator.serviceWorker',
        'caches',
        'indexedDB',
        'createImageBitmap',
      ],
    },
    rules: {
      // Functions of the page itself that are younger than the browsers in package.json, of whatever object.
      'no-restricted-properties': ['error', ...youngerThanBrowsers.map((property) => ({ property }))],
      'es-x/no-regexp-lookbehind-assertions': 'error',
      ...namesSharedWithArrays,
    },
  },
)
