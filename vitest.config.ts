import { defineConfig } from 'vitest/config'

/** `house` looks at the files only; everything else runs the portal on a real PostgreSQL. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'portal',
          include: ['test/**/*.test.ts'],
          exclude: ['test/house/**'],
          globalSetup: 'test/support/database.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
