import { forTheBrowserToo } from './answered-twice.ts'
import type { Visitor } from './portal.ts'

/** What the portal answers at an address, before any browser shows it. */
export interface Sent {
  status: number
  type: string
  html: string
}

/** Asks as this person; an answer that leads elsewhere is a 303, whichever it is. */
export async function sentTo(person: Visitor, address: string): Promise<Sent> {
  const { status, headers, type, text } = await person.get(address).set({ Accept: 'text/html', ...forTheBrowserToo })
  if (headers['location']) return { status: 303, type: '', html: '' }
  return { status, type, html: type === 'text/html' ? text : '' }
}

// Keys of rows that a form offers, made anew each time, as wide as the last ones and never shown.
const fresh = /\bnew-[0-9a-f]{8}\b/g
// Where links lead, who is signed in by their id, and what only other programs read, is not laid out.
const unseen = /\s(?:href|action|content|data-[\w-]+)="[^"]*"|<title>[^<]*<\/title>/g

/**
 * A page in two parts, each to be looked at once for all people: two pages whose parts are the same bytes have the same
 * language, main headings and width, as the parts stand below each other and neither's style or script depends on what the
 * other says: nothing that a second look could find. What scripts do depends on the attributes of the body too, so pages
 * of somebody who has others than the reader before are looked at again. The main part keeps every byte but the names of
 * empty rows. The frame, which has the reader's name in it, is of each person and language its own.
 */
export function partsOf(kind: string, html: string): { main: string; frame: string } {
  const from = html.indexOf('<main ')
  const until = html.lastIndexOf('</main>')
  const around = html.slice(0, from) + html.slice(until)
  const body = [...(/<body[^>]*>/.exec(html)?.[0].matchAll(/\s([\w-]+)=/g) ?? [])].map(([, name]) => name)
  const lang = /<html lang="(\w+)"/.exec(html)?.[1] ?? ''
  return {
    main: [kind, lang, ...body, html.slice(from, until).replace(fresh, 'new')].join('\n'),
    frame: around.replace(unseen, ''),
  }
}
