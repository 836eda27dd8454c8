import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { mistakesInViews } from './view-types.ts'

const patient = 300_000

test('every view is given what it reads, and each include what the other view needs', { timeout: patient }, () => {
  expect(mistakesInViews().map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
})

const topics = 'views/modules/training/programme/topics.ejs'
const original = readFileSync(topics, 'utf8').trimEnd().split('\n')

const inView = [
  ['<%= it.titel %>', /'titel' does not exist/],
  ["<%- include('modules/training/calendar/_card', { at: it.paths.training.day }) %>", /'training' is missing/],
  ["<%- include('modules/training/days/_state', { state: 'hold' }) %>", /'"hold"' is not assignable/],
  ["<%- include('partials/tag', { text: '', tonne: 'good' }) %>", /'tonne' does not exist/],
  ["<%- include('partials/tags', { text: '' }) %>", /'"partials\/tags"' is not assignable/],
  ['<%= it.topics %>', /is not assignable to parameter of type 'Printed'/],
  [
    '<% const same = (text /*: string */) => text; same(1) -%>',
    /'number' is not assignable to parameter of type 'string'/,
  ],
  ['<% for (const { topik } of it.topics) { } -%>', /'topik' does not exist/],
] as const

const elsewhere = {
  'views/modules/training/programme/_row.ejs': [
    '<%# training/_row\n    training    TrainingDai\n-%>',
    /2 Cannot find name 'TrainingDai'/,
  ],
  'views/modules/training/programme/topic.ejs': [
    '<%# training/topic\n    topick   null for a new one\n-%>',
    /2 Property 'topick' does not/,
  ],
  'views/training/lost.ejs': ['<%# training/lost -%>\n<%= it.name %>', /2 Property 'name' does not exist/],
  'views/modules/training/days/_dates.ejs': ['<%# training/_dates -%>\n<% if (true) { -%>', /2 '}' expected/],
  'src/training/planted-routes.ts': [
    `import type { Response } from 'express'
import { render } from '#platform/pages/render.ts'
export const planted = (res: Response) => render(res, 'modules/training/programme/topics', { topics: [] })
export const lost = (res: Response) => render(res, 'training/topicks', {})`,
    /3 .*[^]*'mayAdd' is missing[^]*4 .*'"training\/topicks"' is not assignable/,
  ],
} as const

describe('a mistake is found where it stands', () => {
  let found: ReturnType<typeof mistakesInViews> = []
  const said = (of: string, line?: number) =>
    found
      .filter((each) => each.file === of && (line === undefined || each.line === line))
      .map((each) => `${each.line} ${each.text}`)
      .join('\n')

  beforeAll(() => {
    const planted = Object.entries(elsewhere).map(([file, [text]]) => [file, text] as const)
    const view = [...original, ...inView.map(([line]) => line)].join('\n')
    found = mistakesInViews({ ...Object.fromEntries(planted), [topics]: view })
  }, patient)

  test.each(inView.map(([line, text], at) => [line, text, original.length + at + 1] as const))(
    '%s',
    (_, text, line) => {
      expect(said(topics, line)).toMatch(text)
    },
  )

  test.each(Object.entries(elsewhere))('in %s', (file, [, text]) => {
    expect(said(file)).toMatch(text)
  })

  test('and nowhere else', () => {
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set([topics, ...Object.keys(elsewhere)]))
    expect(found.filter(({ file, line }) => file === topics && line <= original.length)).toEqual([])
  })
})
