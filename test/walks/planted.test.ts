import { expect } from 'vitest'
import { faultsOn } from '../support/accessible-pages.ts'
import { visitorWith } from '../support/portal.ts'
import { sentTo } from '../support/sent-page.ts'
import { ownShapes } from '../support/shapes.ts'
import { test } from '../support/walker.ts'

const places = ['/', '/initiatives', '/work', '/training', '/work/account', '/work/parishes/viresi/plan/jobs'] as const

const inMain: [fault: string, html: string, found: RegExp][] = [
  ['a picture without words', '<img src="/img/icon.svg">', /image-alt/],
  ['a field without a label', '<input>', /\blabel\b/],
  ['a button without a name', '<button type="button"></button>', /button-name/],
  ['a link without words', '<a href="/en/parishes"></a>', /link-name/],
  ['a role that there is not', '<p role="speech">Hm</p>', /aria-roles/],
  ['a name that leads to nothing', '<p role="button" aria-labelledby="nobody" tabindex="0"></p>', /aria-command-name/],
  ['words that can hardly be read', '<p style="color: #ddd; background: #fff">Hm</p>', /color-contrast/],
  ['a heading below none', '<h6>Hm</h6>', /heading-order/],
  ['a second main heading', '<h1>Hm</h1>', /2 main headings/],
  ['what is wider than the screen', `<table><tr>${'<td>Hm</td>'.repeat(60)}</tr></table>`, /px wide/],
  ['a script that may not run', '<script>document.title = ""</script>', /Content Security Policy/],
]

const around: typeof inMain = [
  ['another language', '<html lang="fi">', /language is fi/],
  ['no title', '<title></title>', /document-title/],
  ['a link without words beside the main part', '<aside aria-label="Hm"><a href="/en"></a></aside>', /link-name/],
]

/** The same page with this in its main part or beside it, or in the place of its language or title. */
function planted(html: string, fault: string): string {
  if (fault.startsWith('<html')) return html.replace(/<html[^>]*>/, fault)
  if (fault.startsWith('<title')) return html.replace(/<title>[^<]*<\/title>/, fault)
  if (fault.startsWith('<aside')) return html.replace('</main>', `</main>${fault}`)
  return html.replace('</main>', `${fault}</main>`)
}

// Looking at each fault alone takes as long as all of them: so it is done on one page, and on the others they stand together.
const alone = '/initiatives'
const together = (faults: typeof inMain): typeof inMain => {
  const [texts, found] = [faults.map(([, text]) => text), faults.map(([, , each]) => each.source)]
  return [['all of them', texts.join(''), new RegExp(found.map((each) => `(?=[^]*${each})`).join(''))]]
}

test.for(places)(
  'whoever walks past finds what is wrong on %s, as it was sent and as it was made',
  async (path, { read, grounds }) => {
    const reader = await read('ape')
    const eyes = { ...grounds.eyes, shapes: ownShapes() }
    const place = { address: `/en${path}`.replace(/\/$/, ''), locale: 'en', kind: path } as const
    const { html } = await sentTo(visitorWith(grounds.portal.listener, reader.cookie), place.address)
    expect(await faultsOn(reader, [{ ...place, html }], eyes)).toEqual([])
    for (const [fault, text, found] of [...(path === alone ? inMain : together(inMain)), ...around]) {
      await reader.page.route(`**${place.address}`, async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: planted(await response.text(), text) })
      })
      const told = await faultsOn(reader, [{ ...place, html: planted(html, text) }], eyes)
      await reader.page.unrouteAll()
      expect([fault, told.join('\n')]).toEqual([fault, expect.stringMatching(found)])
    }
  },
)
