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

// An address put together below another one: `${href}/files`, `${paths.visits.list.pattern}/new`, href + '/files'.
const composed =
  /\$\{(?!(?:\w+\.)?origin\})[^{}`]*(?:\{[^{}]*\}[^{}`]*)*\}\/(?=[a-z$])|\b(?:href|base|at|address|pattern|path) ?\+ ?['"`]\//g

const madeUp = (source: string) =>
  [...source.replaceAll(/<%#[\s\S]*?%>|^import .*$/gm, '').matchAll(composed)].map(([found]) => found)

describe('an address is declared once, in src/platform/paths', () => {
  test.each(globSync('views/**/*.ejs').sort())('%s links to what is declared', (view) => {
    const source = readFileSync(view, 'utf8')
    expect([...handWritten(source), ...madeUp(source)]).toEqual([])
  })

  test.each(globSync('src/{modules,readers}/**/*.ts').sort())('%s listens and leads to what is declared', (file) => {
    const source = readFileSync(file, 'utf8')
    expect(file.endsWith('routes.ts') ? [...handWritten(source), ...madeUp(source)] : madeUp(source)).toEqual([])
  })

  test.each([
    '<a href="<%= it.to(`${href}/files`) %>">',
    '<a href="<%= it.to(`${it.paths.visits.visit(visit.slug)}/${step}`) %>">',
    '<a href="<%= it.to(`${it.paths.needs.need({ parish, need })}/answers`) %>">',
    'post(`${paths.plans.overview.pattern}/${path}`, signedIn, take)',
    "to: address + '/files',",
  ])('which %s does not do', (planted) => {
    expect(madeUp(planted)).toHaveLength(1)
  })

  test('and a link has a value for each of its parameters', () => {
    expect(paths.desk()).toBe('/work')
    expect(paths.parishes.parish('gaujiena')).toBe('/parishes/gaujiena')
    expect(paths.needs.need({ parish: 'gaujiena', need: '7' })).toBe('/work/parishes/gaujiena/needs/7')
  })
})
