import { holds, type Role, type Viewer } from '#lib/viewer.ts'
import type { Key } from '#locales/keys.d.ts'

/** The menu at the top, the list at the bottom, the cards of a person's desk, or those of the administration. */
export type LinkPlace = 'head' | 'foot' | 'desk' | 'administration'

/** A link to a page that the portal shows outside of the page's own module. */
export interface Link {
  place: LinkPlace
  /** Where it stands among the links of its place, the smallest first. */
  order: number
  /** Path without the language. */
  href: string
  title: Key
  text?: Key
  /** Who is shown it: everybody, whoever is signed in, or who holds one of these roles. */
  for: 'everybody' | 'signed-in' | readonly Role[]
}

/** Gives of these links those of a place that are for this person, in their order. */
export function linksAmong(links: readonly Link[]): (place: LinkPlace, viewer: Viewer | null) => Link[] {
  const ordered = links.toSorted((a, b) => a.order - b.order)
  return (place, viewer) => ordered.filter((link) => link.place === place && isFor(link, viewer))
}

const isFor = ({ for: whom }: Link, viewer: Viewer | null) =>
  whom === 'everybody' || (whom === 'signed-in' ? viewer !== null : holds(viewer, ...whom))
