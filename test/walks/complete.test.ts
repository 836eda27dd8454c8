import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoMembers } from '../support/test.ts'

test('each of the cast, and a visitor, walks the pages in some file', () => {
  const files = globSync('test/walks/*.test.ts').map((file) => readFileSync(file, 'utf8'))
  const walkers = files.flatMap((file) => [...file.matchAll(/^walkAs\((.+)\)$/gm)].map(([, who]) => who))
  expect(walkers.sort()).toEqual([...demoMembers.map((member) => `'${member}'`), 'null'].sort())
})
