import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { takingFiles } from '#platform/files/patience.ts'
import { paths } from '#platform/paths/paths.ts'

const formWithFiles = /^(?=.*enctype="multipart\/form-data")<form.*?\bit\.paths\.(\w+)\.(\w+)\(/gm
const patternOf = ([, area = '', name = '']: RegExpExecArray) =>
  (paths as unknown as Record<string, Record<string, { pattern: string }>>)[area]?.[name]?.pattern ?? `${area}.${name}`

test('each address to which a form sends files is given the time that files take', () => {
  const sent = globSync('views/**/*.ejs').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(formWithFiles)].map(patternOf),
  )
  expect(sent.length).toBeGreaterThan(8)
  expect(sent.filter((pattern) => !takingFiles.includes(pattern))).toEqual([])
})
