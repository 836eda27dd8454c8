import { globSync, readFileSync } from 'node:fs'
import ejs from 'ejs'
import { describe, expect, test } from 'vitest'

const views = globSync('views/**/*.ejs').sort()
const sourceOf = (view: string) => readFileSync(view, 'utf8')
const pages = views.filter((view) => !/\/_|^views\/(partials|layouts)\/|\/rows\//.test(view))

// Everything else is escaped: these make HTML of their own, and escape what people wrote in it. The options of a select are
// HTML because a table of 300 lines repeats them 900 times.
const raw = /^(include\(|it\.(localised|inline|languageNotice|callable|prose|markdown|optionsOf)\(|it\.body\s*$)/
const unescaped = (source: string) => [...source.matchAll(/<%-\s*([\s\S]*?)\s*-?%>/g)].map(([, code = '']) => code)

describe.each(views)('%s', (view) => {
  test('compiles as the portal compiles it', () => {
    const options = { _with: false, localsName: 'it', filename: view, views: ['views'] }
    expect(() => ejs.compile(sourceOf(view), options)).not.toThrow()
  })

  test('opens with a comment that names it and what it needs', () => {
    const name = view.replace(/^views\/(partials\/)?|\.ejs$/g, '')
    expect(sourceOf(view).startsWith(`<%# ${name}`), `it opens with <%# ${name}`).toBe(true)
  })

  test('holds no script, style or handler of its own', () => {
    const html = sourceOf(view).replace(/<%[\s\S]*?%>/g, '')
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+\s*=|javascript:/i)
    for (const [, attributes = '', body] of html.matchAll(/<script([^>]*)>([^<]*)/g)) {
      expect(attributes).toContain('src=')
      expect(body).toBe('')
    }
  })

  // Names of places stand in every language, so nothing is ever said of theirs.
  test('says above a table, and not in each of its rows, that texts are in another language', () => {
    const tables = sourceOf(view).match(/<tbody>[\s\S]*?<\/tbody>/g) ?? []
    const repeated = tables.flatMap((table) => [...table.matchAll(/it\.localised\(([^)]*)/g)].map(([, of = '']) => of))
    expect(repeated.filter((of) => !/names$|^parishOf\(/i.test(of))).toEqual([])
    if (tables.some((table) => table.includes('it.inline('))) expect(sourceOf(view)).toContain('it.languageNotice(')
  })

  test('keeps each day of a table in one line', () => {
    const cells = sourceOf(view).match(/<t[hd][^>]*><%= it\.day\([^%]*%><\/t[hd]>/g) ?? []
    expect(cells).toEqual([])
  })

  test('prints unescaped only what escapes by itself', () => {
    expect(unescaped(sourceOf(view)).filter((code) => !raw.test(code))).toEqual([])
  })
})

// A form of this class is kept while it is typed (public/js/site.js); an answer of an assessment is saved as it is typed.
test('every form in which somebody writes keeps what is typed', () => {
  const form = /<form\b((?:[^>%]|%>|%)*)>([\s\S]*?)<\/form>/g
  const written = /<textarea|type="(?:text|email|tel)"|partials\/(?:field|typed)|_field|<input(?![^>]*type=)/
  const lost = views.flatMap((view) =>
    [...sourceOf(view).matchAll(form)]
      .filter(([, head = '', body = '']) => head.includes('method="post"') && written.test(body))
      .filter(([, head = '']) => !/class="(?:[^"]* )?(?:form|answer)[ "]/.test(head))
      .map(([, head = '']) => `${view}: ${head.trim()}`),
  )
  expect(lost).toEqual([])
})

test.each(pages)('%s says what its page is called', (view) => {
  const parts = [...sourceOf(view).matchAll(/include\('([\w/-]+\/_[\w-]+)'/g)].map(
    ([, part = '']) => `views/${part}.ejs`,
  )
  expect([view, ...parts].some((part) => sourceOf(part).includes('it.page.title = '))).toBe(true)
})
