import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoMembers } from './support/test.ts'

test('each of the cast and a visitor is led over all their pages, in one of the files', () => {
  const files = globSync('test/confidentiality-*.test.ts').map((file) => readFileSync(file, 'utf8'))
  const led = files.flatMap((text) => /^findOnlyTheirs\((.*)\)$/m.exec(text)?.[1]?.split(', ') ?? [])
  expect(led.sort()).toEqual([...demoMembers.map((member) => `'${member}'`), `'visitor'`].sort())
})
