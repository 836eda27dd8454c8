import type { Db } from '#platform/db/connection.ts'
import type { paths } from '#platform/paths/paths.ts'

type Sent = Record<string, string>

export interface Case {
  to: string | ((db: Db) => Promise<string>)
  body?: Sent | ((db: Db) => Promise<Sent>)
  answers: string[]
}

type PatternsIn<T> = T extends { pattern: infer Pattern extends string }
  ? Pattern
  : { [K in keyof T]: PatternsIn<T[K]> }[keyof T]

/** The first page, and what machines ask for: addresses that nothing in the portal leads to. */
type OfMachines =
  | '/'
  | '/offline'
  | '/manifest.webmanifest'
  | '/health/live'
  | '/health/ready'
  | '/metrics'
  | '/robots.txt'
  | '/.well-known/security.txt'
  | '/sitemap.xml'

/** A route by its method and a declared address: one that is renamed is a type error in the tables. */
type Route = `${'GET' | 'POST'} ${PatternsIn<typeof paths>}` | `GET ${OfMachines}`

/** What is answered on each route of a table. */
export type Roles = Partial<Record<Route, Case[]>>

export const person =
  (name: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('people')
      .where({ email: `${name}@example.org` })
      .first<{ id: string }>('id')
    return `/en/work/admin/people/${id}${path}`
  }

export const roleEndOf = (name: string) => async (db: Db) => {
  const row = await db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .where({ email: `${name}@example.org` })
    .first<{ assignment: string; person: string }>('roleAssignments.id as assignment', 'people.id as person')
  return `/en/work/admin/people/${row.person}/grants/${row.assignment}/end`
}

export const inParish = (db: Db, parish: string) => db('parishes').where({ slug: parish }).select('id')

export const session = (parish: string) => async (db: Db) => {
  const { id } = await db('adviceSessions').whereIn('parishId', inParish(db, parish)).first<{ id: string }>('id')
  return `/en/work/advice/${id}`
}

/** The first next step agreed on an initiative of the parish, at the address that `path` makes of it. */
export const step = (parish: string, path: (id: string, initiative: string) => string) => async (db: Db) => {
  const { id, slug } = await db('actionItems')
    .join('adviceSessions', 'adviceSessions.id', 'actionItems.sessionId')
    .join('initiatives', 'initiatives.id', 'adviceSessions.initiativeId')
    .whereIn('initiatives.parishId', inParish(db, parish))
    .first<{ id: string; slug: string }>('actionItems.id', 'slug')
  return path(id, slug)
}

export const all = (to: string, status = 200): Case[] => [{ to, answers: [`${status} *`] }]
// A visitor who asks for a page is sent to sign in; one who posts is asked to, and keeps what they typed.
export const page = (to: Case['to'], ...answers: string[]): Case => ({ to, answers: ['302 visitor', ...answers] })
export const form = (to: Case['to'], body: NonNullable<Case['body']>, ...answers: string[]): Case => ({
  to,
  body,
  answers: ['401 visitor', ...answers],
})

export const work = '/en/work/parishes'
const readersOfApe = '200 ape lead mentor auditor'
const readersOfVarska = '200 setomaa lead mentor auditor'
const readersOfSmarde = '200 engure lead auditor'

/** A page of the plan editor in three parishes: one with a mentor in each country, and one with neither mentor nor member. */
export const planPages = (path: string, slugs = { gaujiena: '', varska: '', smarde: '' }): Case[] => [
  page(`${work}/gaujiena/plan${path}${slugs.gaujiena}`, readersOfApe, '404 *'),
  page(`${work}/varska/plan${path}${slugs.varska}`, readersOfVarska, '404 *'),
  page(`${work}/smarde/plan${path}${slugs.smarde}`, readersOfSmarde, '404 *'),
]

/** A form of the plan editor, sent as nobody's page would: in plans that are open, and in one that is not. */
export const planForms = (
  path: string,
  slugs: Record<'viresi' | 'meremae' | 'smarde', string>,
  refused: number,
  body: Record<string, string> = { version: '999' },
): Case[] => [
  form(`${work}/viresi/plan${path}${slugs.viresi}`, body, `${refused} ape`, '403 lead auditor', '404 *'),
  form(`${work}/meremae/plan${path}${slugs.meremae}`, body, `${refused} setomaa`, '403 lead auditor', '404 *'),
  form(`${work}/smarde/plan${path}${slugs.smarde}`, body, '409 engure', '403 lead auditor', '404 *'),
]

export const staleRows = { version: '999', rows: '' }
