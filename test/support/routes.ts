import express from 'express'
import type { Db } from '#platform/db/connection.ts'
import { paths } from '#platform/paths/paths.ts'
import { makeApp } from './portal.ts'

export interface Route {
  method: 'GET' | 'POST'
  path: string
}

interface Made {
  path: string
  methods: Record<string, boolean>
}

interface Declared {
  pattern?: string
  formOn?: string | null
}

const declaredIn = (place: object): Declared[] =>
  Object.values(place).flatMap((each: Declared | object) => ('pattern' in each ? [each] : declaredIn(each)))

/** The addresses where forms are sent and nothing is to be seen: asking for one leads to the page of its form. */
const formAddresses = declaredIn(paths).flatMap(({ pattern, formOn }) => (formOn ? [`${pattern}`] : []))

/** Every route that the portal makes, as it makes them: a new one is seen without being named anywhere. */
export async function routesOf(db: Db): Promise<Route[]> {
  const made: Made[] = []
  const { prototype } = express.Router as unknown as { prototype: { route: (this: unknown, path: string) => Made } }
  const usual = prototype.route
  prototype.route = function (path) {
    const route = usual.call(this, path)
    made.push(route)
    return route
  }
  try {
    await makeApp(db, {})
  } finally {
    prototype.route = usual
  }
  return made
    .filter(({ path }) => !path.includes('*'))
    .map(({ path, methods }) => ({ path, method: methods['post'] ? ('POST' as const) : ('GET' as const) }))
    .filter(({ path, method }) => method === 'POST' || !formAddresses.includes(path))
}

/** The pattern of the route that an address of one of the languages leads to; each section of a plan is of a kind of its own. */
export const kindsAmong = (routes: readonly Route[]) => {
  const shapes = routes
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => ({
      path,
      shape: new RegExp(`^/(?:lv|et|en)${path.replace(/\/$/, '').replace(/:([a-z]+)/g, '(?<$1>[^/]+)')}$`),
    }))
  return (address: string): string | undefined => {
    const kind = shapes.find(({ shape }) => shape.test(address))
    const section = kind?.shape.exec(address)?.groups?.['section']
    return section === undefined ? kind?.path : kind?.path.replace(':section', section)
  }
}
