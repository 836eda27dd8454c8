import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const pages = ['README.md', ...globSync('docs/**/*.md')]
const folders = 'src|views|test|seeds|migrations|public|docs|bench'

// `src/app.ts`, `src/locales/*/common.json`; what is told by an example (`<module>`) is none.
const named = (page: string) =>
  [
    ...readFileSync(page, 'utf8').matchAll(
      new RegExp('`((?:' + folders + ')/[^`\\s]*)`|\\]\\(((?!https?:|#)[^)\\s]+)\\)', 'g'),
    ),
  ]
    .map(([, file, link]) => file ?? new URL(link ?? '', `file:///${page}`).pathname.slice(1))
    .filter((file) => !/[<>…]/.test(file))

describe('The documents', () => {
  test('name only files that are there', () => {
    const gone = pages.flatMap((page) =>
      named(page)
        .filter((file) => !(existsSync(file) || globSync(file).length > 0))
        .map((file) => `${page}: ${file}`),
    )
    expect(gone).toEqual([])
    expect(pages.flatMap(named).length).toBeGreaterThan(20)
  })
})
