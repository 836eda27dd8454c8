import { globSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { routesOf } from './support/routes.ts'
import { rolesTable, rolesTables } from './support/roles-table.ts'
import { test } from './support/test.ts'

describe('what each of the cast and a visitor may open and do', () => {
  test('is written down for every route there is, once', async ({ db }) => {
    const named = Object.values(rolesTables).flatMap((table) => Object.keys(table))
    const made = (await routesOf(db)).map(({ method, path }) => `${method} ${path}`)
    expect(made.filter((route) => !named.includes(route))).toEqual([])
    expect(named.filter((route) => !made.includes(route))).toEqual([])
    expect(named).toHaveLength(Object.keys(rolesTable).length)
  })

  test('holds for each table, in a file of tests of its module', () => {
    const files = globSync('test/*/**/*roles.test.ts').map((file) => readFileSync(file, 'utf8'))
    const tested = files.flatMap((text) => [...text.matchAll(/^rolesHold\('(\w+)'\)$/gm)].map(([, name]) => name))
    expect(tested.sort()).toEqual(Object.keys(rolesTables).sort())
  })
})
