import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// A browser drops the first line break of a textarea, which is then not the writer's.
test('what stands in a textarea begins on a line of its own, so that a first empty line comes back', () => {
  const areas = globSync('views/**/*.ejs').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<textarea.*[\s\S]{0,60}/g)].map(([area]) => ({ file, area })),
  )
  expect(areas.length).toBeGreaterThan(2)
  expect(areas.filter(({ area }) => !/^<textarea.*>\n<%= .*<\/textarea>/.test(area))).toEqual([])
})
