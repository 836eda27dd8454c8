import { globSync, readFileSync } from 'node:fs'
import { transform } from 'lightningcss'
import { expect, test } from 'vitest'
import { buildStylesheet } from '#platform/pages/assets.ts'

test('the stylesheet says nothing in layers or nested rules, which browsers of 2021 would drop whole', async () => {
  const css = (await buildStylesheet('public/css/site.css')).toString()
  expect(css).toContain('.ds-button')
  expect(css).not.toContain('@layer')
  // Written for browsers that know nesting nothing changes: there is none.
  const nested = transform({ filename: 'site.css', code: Buffer.from(css), minify: true, visitor: {} })
  expect(nested.code.toString()).not.toMatch(/[{;]&/)
})

// A column that is as wide as its longest word is wider than a telephone, where text is large.
test('a grid says how wide its columns are, so that long words break inside them', () => {
  const grids = globSync('public/css/**/*.css').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/[^{}]+\{[^{}]*display: (?:inline-)?grid[^{}]*\}/g)].map(([rule]) => rule),
  )
  expect(grids.length).toBeGreaterThan(20)
  expect(grids.filter((rule) => !/grid-template-columns|grid-auto-flow: column/.test(rule))).toEqual([])
})

test('a font that comes late moves no line that somebody reads already', async () => {
  const css = (await buildStylesheet('public/css/site.css')).toString()
  const fetched = (css.match(/@font-face\s*\{[^}]*\}/g) ?? []).filter((face) => face.includes('url('))
  expect(fetched.length).toBeGreaterThan(0)
  for (const face of fetched) expect(face).toMatch(/font-display:\s*optional/)
})

test('a table wider than the screen shows a shade on the side where it goes on', async () => {
  const css = (await buildStylesheet('public/css/site.css')).toString()
  const scrolling = /\.scroll\s*\{[^}]*\}/.exec(css.replaceAll(/:not\([^)]*\)/g, ''))?.[0] ?? ''
  expect(scrolling).toMatch(/local/)
  expect(scrolling).toMatch(/linear-gradient/)
})
