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
