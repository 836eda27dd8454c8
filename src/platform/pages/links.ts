import { hasRole, type Role, type Viewer } from '#platform/values/viewer.ts'
import type { Key } from '#locales/keys.d.ts'

interface Placed {
  /** Where it stands among the links of its place, the smallest first. */
  order: number
  /** Path without the language. */
  href: string
  title: Key
  /** Who is shown it: everybody, whoever is signed in, or who holds one of these roles. */
  for: 'everybody' | 'signed-in' | readonly Role[]
}

/** A link to a page that the portal shows outside of the page's own module: in the menu at the top, the list at the bottom. */
interface MenuLink extends Placed {
  place: 'head' | 'foot'
}

/** The same with a sentence about the page: on a person's desk, or among the pages of the administration. */
interface Card extends Placed {
  place: 'desk' | 'administration'
  text: Key
}

export type Link = MenuLink | Card
export type LinksAt = <P extends Link['place']>(
  place: P,
  viewer: Viewer | null,
) => (P extends MenuLink['place'] ? MenuLink : Card)[]

/** Gives of these links those of a place that are for this person, in their order. */
export function linksAmong(links: readonly Link[]): LinksAt {
  const ordered = links.toSorted((a, b) => a.order - b.order)
  return (place, viewer) => ordered.filter((link) => link.place === place && isFor(link, viewer)) as never
}

const isFor = ({ for: whom }: Link, viewer: Viewer | null) =>
  whom === 'everybody' || (whom === 'signed-in' ? viewer !== null : hasRole(viewer, ...whom))
