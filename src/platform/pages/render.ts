import { readFileSync } from 'node:fs'
import ejs from 'ejs'
import type { Response } from 'express'
import { etagOf } from './page-cache.ts'
import { namesRead, withoutUnread } from './query.ts'

/** Every view and the locals it needs. Modules add theirs beside their routes. */
export interface Views {
  'errors/sent-before': { location: string; kept: SubmittedForm | null }
  'errors/problem': {
    status: number
    about: string
    kept: SubmittedForm | null
    requestId: string
    seconds: number | null
  }
}

/** Views that are no pages and stand by themselves, without what pages have in common. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by whoever fills such a view
export interface Fragments {}

/** What a person had typed into a form that could not be taken, so that it can be sent again. */
export interface SubmittedForm {
  action: string
  fields: { name: string; value: string }[]
}

/** In which colour views show how a thing stands; they name it themselves. @public */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

/** What a page says of itself to the layout around it. */
export interface Page {
  title: string
  description?: string
  wide?: boolean
  wrong?: boolean
  robots?: string
}

type Template = (locals: object) => string

interface InAllPages {
  path: string
  viewer: unknown
  page: Page
}

const templates = new Map<string, Template>()
const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe for HTML content and quoted attributes. */
export function escape(value: unknown): string {
  if (value === undefined || value === null) return ''
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what a view prints shows as JavaScript says it
  const text = String(value)
  return special.test(text) ? text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark) : text
}

// Every form of a page says for whom the page was made, since somebody else may sign in while it stays open. A tag ends behind
// what EJS writes into it.
const formTag = /<form (?:<%(?:[^%]|%(?!>))*%>|[^<>])*>/g
const ofViewer = '<% if (it.viewer) { %><input type="hidden" name="_person" value="<%= it.viewer.id %>"><% } %>'

function sourceOf(view: string): string {
  const source = readFileSync(`views/${view}.ejs`, 'utf8')
  // Whose page it was is no matter to signing out, the one form around all pages.
  if (view === 'layouts/site') return source
  return source.replace(formTag, (tag) => (tag.includes('method="post"') ? tag + ofViewer : tag))
}

// Compiled once, without `with`: three times as fast, and a view shows what it is given (`it.title`). Partials are found
// by name in this map, where EJS's own include would look at the disk for each of them on every page.
function template(view: string): Template {
  const known = templates.get(view)
  if (known) return known
  const compiled = ejs.compile(`<% include = it.include -%>${sourceOf(view)}`, {
    _with: false,
    localsName: 'it',
    compileDebug: false,
    unsafePrototypeLocals: true,
    escape,
  } as ejs.Options & { async?: false }) as Template
  const made: Template = (given) => {
    const include = (name: string, more?: object) =>
      template(name)(name.startsWith('partials/') ? apart(given, more) : beside(given, more))
    return compiled(Object.assign(given, { include }))
  }
  templates.set(view, made)
  return made
}

/** The same locals with more of them. What the pages of a language share stands behind them, and is not copied. */
const beside = (locals: object, more?: object): object => ({ __proto__: shared(locals), ...locals, ...more })

/** What all pages have, and what a partial is given: of the page around it nothing, as it is included a hundred times. */
const apart = (locals: Partial<InAllPages>, more?: object): object => ({
  __proto__: shared(locals),
  path: locals.path,
  viewer: locals.viewer,
  page: locals.page,
  ...more,
})

const shared = (locals: object) => Object.getPrototypeOf(locals) as object | null

/** The HTML of a view inside the site layout; the view names the page through `it.page`. */
function page(view: string, locals: object): string {
  const page: Page = { title: '' }
  const body = template(view)(beside(locals, { page }))
  return template('layouts/site')(beside(locals, { page, body }))
}

/** The HTML of a view by itself, for what is no page. */
export const renderFragment = <V extends keyof Fragments>(view: V, locals: Fragments[V]): string =>
  template(view)(beside(locals))

interface Answer {
  path: string
  hadSession?: boolean
  keepPage?: (html: string, read: ReadonlySet<string>) => void
}

/** Answers with a view inside the site layout; a visitor's page may be kept, and is not sent again unchanged. */
export function render<V extends keyof Views>(res: Response, view: V, locals: Views[V], status = 200): void {
  const { hadSession, path, keepPage } = res.locals as Answer
  const read = namesRead(res)
  // What is kept is shown to others too, whatever they asked for besides.
  const shown = keepPage ? { path: withoutUnread(path, read) } : {}
  const html = page(view, beside(beside(res.locals, shown), locals))
  if (status === 200 && !hadSession) {
    res.setHeader('ETag', etagOf(html))
    keepPage?.(html, read)
  }
  res.status(status).type('html').send(html)
}
