import type { Role, Viewer } from './viewer.ts'

/** Ids of the parishes over which the viewer holds one of these roles, for conditions of a query. */
export const parishIdsWithRole = (viewer: Viewer | null, ...wanted: Role[]): string[] =>
  viewer?.roles.flatMap(({ role, parishId }) => (parishId !== null && wanted.includes(role) ? [parishId] : [])) ?? []

/** Ids of the territories over which the viewer holds one of these roles, for conditions of a query. */
export const territoryIdsWithRole = (viewer: Viewer | null, ...wanted: Role[]): string[] =>
  viewer?.roles.flatMap(({ role, territoryId }) =>
    territoryId !== null && wanted.includes(role) ? [territoryId] : [],
  ) ?? []

/** A viewer as queries know them: who they are and what they may, and not what they are called. */
export const viewerForQueries = ({ id, roles }: Viewer): Viewer => ({ id, roles, name: '', email: '', locale: 'en' })
