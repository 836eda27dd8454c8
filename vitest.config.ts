import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/support/slowest-first.ts'

/** What starts programs and servers of its own, or ends those it finds, has a process to itself. */
const alone = [
  'test/{cli,start}.test.ts',
  'test/platform/jobs/**/*.test.ts',
  'test/platform/db/{embedded*,schema/migrations}.test.ts',
  'test/platform/mail/{crash-during-delivery,portal}.test.ts',
]

/** Whoever is in a browser shares it with all others of the process, and those who only read the portal too. */
const browsers = ['test/{walks,journeys}/**/*.test.ts']

/** A limit is there for what hangs, not for what is slow: some ten times what the longest takes on a quick day. */
const limits = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } }

// What a page needs is forgotten with it: where there is room for many, a tenth of the time is not spent on looking for it.
const roomy = { execArgv: ['--max-semi-space-size=64'] }

/** Compiles all views, as `tsc` does all code: it is a part of `npm run types`, and no test of the portal. */
const types = ['test/static/view-types.test.ts']

/**
 * `static` and `types` look at the files only; everything else runs the portal on a real PostgreSQL: `browsers` and `portal`
 * in two processes that read it once and keep its database, `alone` each file in its own.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Whoever closes a browser or a portal on a busy machine is given the time.
    teardownTimeout: 120_000,
    globalSetup: ['test/support/time-told.ts', 'test/support/left-behind.ts', 'test/support/database.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      { test: { name: 'types', include: types, ...limits } },
      { test: { name: 'static', include: ['test/static/**/*.test.ts'], exclude: types, ...limits } },
      { test: { name: 'browsers', include: browsers, isolate: false, ...roomy, ...limits } },
      { test: { name: 'alone', include: alone, ...limits } },
      {
        test: {
          name: 'portal',
          include: ['test/**/*.test.ts'],
          exclude: ['test/static/**', ...browsers, ...alone],
          isolate: false,
          ...roomy,
          ...limits,
        },
      },
    ],
  },
})
