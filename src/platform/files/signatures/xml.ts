/** An element of an XML text that was read strictly: its names resolved, and which prefixes are known at it. */
export interface XmlElement {
  prefix: string
  local: string
  namespace: string
  attributes: readonly XmlAttribute[]
  /** Prefix (empty for the one that is left out) to namespace, as far as it reaches here. */
  scope: ReadonlyMap<string, string>
  children: readonly (XmlElement | string)[]
}

export interface XmlAttribute {
  name: string
  prefix: string
  local: string
  namespace: string
  value: string
}

interface Growing extends XmlElement {
  name: string
  children: (XmlElement | string)[]
}

const nothing = { name: '', prefix: '', local: '', namespace: '', attributes: [], scope: new Map<string, string>() }
const deepest = 100
const named: Partial<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const tag = /<(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const attribute = /\s+([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy

/**
 * The root of an XML text. Throws where it is not well-formed, and where it has what no signature needs: definitions,
 * comments, sections, instructions, attributes of `xml:`. So whoever checks and whoever shows read the same.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  const declared = /^<\?xml\s[^?]*\?>/.exec(text)?.[0] ?? ''
  const top: Growing = { ...nothing, children: [] }
  const open: Growing[] = [top]
  let at = declared.length
  while (at < text.length) at = text[at] === '<' ? takeTag(text, at, open) : takeText(text, at, open)
  const [root, ...more] = top.children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  if (open.length !== 1 || !root || typeof root === 'string' || more.length > 0) throw new Error('not one element')
  return root
}

function takeText(text: string, from: number, open: readonly Growing[]): number {
  const next = text.indexOf('<', from)
  const end = next < 0 ? text.length : next
  open.at(-1)?.children.push(decoded(text.slice(from, end)))
  return end
}

// Where the text goes on behind a tag.
function takeTag(text: string, from: number, open: Growing[]): number {
  tag.lastIndex = from
  const found = tag.exec(text)
  const inside = open.at(-1)
  if (!found || !inside) throw new Error('no tag that a signature has')
  const [whole, closing, name = '', attributes = '', closed] = found
  if (closing) close(open, `${name}${attributes}`)
  else {
    const element = opened(name, attributes, inside.scope)
    inside.children.push(element)
    if (!closed && open.push(element) > deepest) throw new Error('too deep')
  }
  return from + whole.length
}

function close(open: Growing[], name: string) {
  if (open.length === 1 || open.pop()?.name !== name) throw new Error('closed what is not open')
}

function opened(name: string, written: string, outer: ReadonlyMap<string, string>): Growing {
  const pairs = [...written.matchAll(attribute)].map(
    ([, key = '', double, single]) => [key, decoded((double ?? single ?? '').replaceAll(/[\t\n]/g, ' '))] as const,
  )
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error('an attribute twice')
  const scope = new Map(outer)
  for (const [key, value] of pairs) {
    if (key === 'xmlns') scope.set('', value)
    else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value)
  }
  const attributes = pairs
    .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
    .map(([key, value]) => ({ name: key, value, ...resolved(key, scope, '') }))
  return { name, ...resolved(name, scope, scope.get('') ?? ''), attributes, scope, children: [] }
}

function resolved(name: string, scope: ReadonlyMap<string, string>, unprefixed: string) {
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name]
  const namespace = prefix === '' ? unprefixed : scope.get(prefix)
  if (namespace === undefined) throw new Error('a prefix of nothing')
  return { prefix, local, namespace }
}

const decoded = (text: string): string =>
  text.replaceAll(/&([^;]*);?/g, (whole, entity: string) => {
    const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(entity)
    const meant = code ? String.fromCodePoint(parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10)) : named[entity]
    if (meant === undefined || !whole.endsWith(';')) throw new Error('an entity of its own')
    return meant
  })

const dsig = 'http://www.w3.org/2000/09/xmldsig#'

/** Whether it is that element of XML signatures. */
export const isDsig = (node: XmlElement | string, local: string): node is XmlElement =>
  typeof node !== 'string' && node.namespace === dsig && node.local === local

/** The one child of XML signatures with that name; throws where there is none, or more. */
export function onlyChild(element: XmlElement, local: string): XmlElement {
  const [first, ...more] = element.children.filter((child) => isDsig(child, local))
  if (!first || typeof first === 'string' || more.length > 0) throw new Error(`not one ${local}`)
  return first
}

/** All elements in it and itself, in their order, without those of signatures on signatures. */
export const within = (element: XmlElement): XmlElement[] => [
  element,
  ...element.children.flatMap((child) =>
    typeof child === 'string' || child.local === 'CounterSignature' ? [] : within(child),
  ),
]

export const textOf = ({ children }: XmlElement): string =>
  children.filter((child) => typeof child === 'string').join('')

/** An attribute without a prefix, or an empty text. */
export const attributeOf = ({ attributes }: XmlElement, name: string): string =>
  attributes.find((each) => each.name === name)?.value ?? ''
