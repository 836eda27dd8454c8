import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const views = globSync('views/**/*.ejs').map((file) => ({ file, text: readFileSync(file, 'utf8') }))

test('a part that scrolls is a section with a name, not a division that says it is one', () => {
  expect(views.filter(({ text }) => /<div[^>]*role="region"/.test(text)).map(({ file }) => file)).toEqual([])
})

test('each button of a filter says what it does', () => {
  const filters = views.flatMap(({ file, text }) =>
    [...text.matchAll(/<form class="filters[\s\S]*?<\/form>/g)].map(([form]) => ({ file, form })),
  )
  expect(filters.length).toBeGreaterThan(5)
  expect(filters.filter(({ form }) => /<button(?![^>]*\btype=)/.test(form)).map(({ file }) => file)).toEqual([])
})
