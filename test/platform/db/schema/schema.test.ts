import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { modules } from '#modules.ts'
import { schemaText } from '#platform/db/schema/schema-text.ts'
import { test } from '../../../support/test.ts'

test('who reads of the tables reads of those that there are', async ({ db }) => {
  expect(readFileSync('docs/schema.md', 'utf8')).toBe(`${await schemaText(db, modules)}\n`)
})
