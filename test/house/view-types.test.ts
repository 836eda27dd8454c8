import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mistakesInViews } from './view-types.ts'

const patient = 120_000

test('every view is given what it reads, and each include what the other view needs', { timeout: patient }, () => {
  expect(mistakesInViews().map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
})

test('each kind of mistake is found on its line', { timeout: patient }, () => {
  const topics = 'views/training/topics.ejs'
  const lines = readFileSync(topics, 'utf8').trimEnd().split('\n')
  const planted = [
    ['<%= it.titel %>', /'titel' does not exist/],
    ["<%- include('training/_card', { at: '/training' }) %>", /'training' is missing/],
    ["<%- include('training/_state', { state: 'hold' }) %>", /'"hold"' is not assignable/],
    ["<%- include('partials/tag', { text: '', tonne: 'good' }) %>", /'tonne' does not exist/],
    ["<%- include('partials/tags', { text: '' }) %>", /'"partials\/tags"' is not assignable/],
    ['<%= it.topics %>', /not assignable to parameter of type 'Printed'/],
    [
      '<% const named = (text /*: string */) => text; named(1) -%>',
      /'number' is not assignable to parameter of type 'string'/,
    ],
    ['<% for (const { topik } of it.topics) { } -%>', /'topik' does not exist/],
    ['<% if (true) { -%>', /'}' expected/],
  ] as const
  const found = mistakesInViews({ [topics]: [...lines, ...planted.map(([line]) => line), ''].join('\n') })
  expect(new Set(found.map(({ file }) => file))).toEqual(new Set([topics]))
  for (const [at, [line, text]] of planted.entries()) {
    const said = found.filter((each) => each.line === lines.length + at + 1).map((each) => each.text)
    expect(said.join('\n'), line).toMatch(text)
  }
})

test('what a view says of its own locals is held to it', { timeout: patient }, () => {
  const page = 'views/training/topics.ejs'
  const part = 'views/training/_row.ejs'
  const instead = {
    [page]: readFileSync(page, 'utf8').replace('-%>', '    topicks   theory first\n-%>'),
    [part]: readFileSync(part, 'utf8').replace('TrainingDay', 'TrainingDai'),
  }
  const found = mistakesInViews(instead).map(({ file, text }) => `${file} ${text}`)
  expect(found.join('\n')).toMatch(/topics.ejs Property 'topicks' does not exist/)
  expect(found.join('\n')).toMatch(/_row.ejs Cannot find name 'TrainingDai'/)
})

test('a view that no route declares is told', { timeout: patient }, () => {
  const found = mistakesInViews({ 'views/training/lost.ejs': '<%# training/lost -%>\n<%= it.t(it.name) %>' })
  expect(found.map(({ file, text }) => `${file} ${text}`).join('\n')).toMatch(/lost.ejs Property 'name' does not exist/)
})

test('a route gives the view that it names what it declares', { timeout: patient }, () => {
  const route = 'src/training/planted-routes.ts'
  const text = `
import type { Response } from 'express'
import { render } from '#web/render.ts'
export const planted = (res: Response) => {
  render(res, 'training/topics', { topics: [] })
  render(res, 'training/topicks', {})
}
`
  const found = mistakesInViews({ [route]: text }, [route])
  expect(found.map(({ line, text }) => `${line} ${text.split('\n')[0]}`)).toEqual([
    expect.stringMatching(/^5 .*'mayAdd' is missing/),
    expect.stringMatching(/^6 .*'"training\/topicks"' is not assignable/),
  ])
})
