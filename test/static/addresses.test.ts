import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { paths } from '#platform/paths/paths.ts'

// What a view hands to a browser or to a part of the page: an address that begins where one of the portal's pages is.
const declared = Object.values(paths).flatMap((path): { pattern: string }[] =>
  typeof path === 'function' ? [path] : Object.values<{ pattern: string }>(path),
)
const first = new Set(declared.map(({ pattern }) => pattern.split('/')[1]?.split('.')[0] ?? ''))
const written = /(?<=['"`}])\/([a-z-]+)(?=[/'"`?#.$])/g

const handWritten = (source: string) =>
  [...source.replaceAll(/<%#[\s\S]*?%>/g, '').matchAll(written)]
    .map(([, start = '']) => start)
    .filter((start) => first.has(start))

describe('an address is declared once, in src/paths', () => {
  test.each(globSync('views/**/*.ejs').sort())('%s links to what is declared', (view) => {
    expect(handWritten(readFileSync(view, 'utf8'))).toEqual([])
  })

  test.each(globSync('src/*/*routes.ts').sort())('%s listens and leads to what is declared', (file) => {
    expect(handWritten(readFileSync(file, 'utf8'))).toEqual([])
  })

  test('and a link has a value for each of its parameters', () => {
    expect(paths.desk()).toBe('/work')
    expect(paths.parishes.parish('gaujiena')).toBe('/parishes/gaujiena')
    expect(paths.needs.need({ parish: 'gaujiena', need: '7' })).toBe('/work/parishes/gaujiena/needs/7')
  })
})
