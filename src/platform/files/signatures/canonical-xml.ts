import { attributeOf, type XmlAttribute, type XmlElement } from './xml.ts'

const inclusive = new Set(['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2006/12/xml-c14n11'])
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

const isCanonicalization = (method: string): boolean => inclusive.has(method) || method === exclusive

/**
 * The bytes that a signature is made over: an element written in the one way that a method of canonical XML knows; null
 * for methods that are not known here. What `parseXml` refuses (comments, `xml:`) needs no rule.
 */
export function canonicalXml(element: XmlElement, method: string, settings?: XmlElement): Buffer | null {
  if (!isCanonicalization(method)) return null
  const list = settings?.children.find((child) => typeof child !== 'string' && child.local === 'InclusiveNamespaces')
  const kept = list && typeof list !== 'string' ? attributeOf(list, 'PrefixList').split(/\s+/) : []
  const wanted = kept.map((prefix) => (prefix === '#default' ? '' : prefix))
  return Buffer.from(written(element, new Map(), method === exclusive ? wanted : null))
}

function written(element: XmlElement, outer: ReadonlyMap<string, string>, wanted: readonly string[] | null): string {
  const { prefix, local, scope, attributes } = element
  const used = wanted
    ? [prefix, ...attributes.flatMap((each) => each.prefix || []), ...wanted.filter((each) => scope.has(each))]
    : ['', ...scope.keys()]
  const fresh = [...new Set(used)].filter((each) => (outer.get(each) ?? '') !== (scope.get(each) ?? '')).sort()
  const shown = new Map([...outer, ...fresh.map((each) => [each, scope.get(each) ?? ''] as const)])
  const name = prefix ? `${prefix}:${local}` : local
  const namespaces = fresh.map((each) => ` ${declarationOf(each)}="${inAttribute(shown.get(each) ?? '')}"`)
  const rest = [...attributes].sort(byName).map((each) => ` ${each.name}="${inAttribute(each.value)}"`)
  const children = element.children.map((child) =>
    typeof child === 'string' ? inText(child) : written(child, shown, wanted),
  )
  return `<${name}${namespaces.join('')}${rest.join('')}>${children.join('')}</${name}>`
}

const declarationOf = (prefix: string) => ['xmlns', ...(prefix ? [prefix] : [])].join(':')

const byName = (a: XmlAttribute, b: XmlAttribute) => {
  const [one, other] = [a, b].map(({ namespace, local }) => `${namespace}\0${local}`) as [string, string]
  return one < other ? -1 : 1
}

const asEntity: Partial<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const inText = (text: string) => text.replaceAll(/[&<>\r]/g, (each) => asEntity[each] ?? each)
const inAttribute = (text: string) => text.replaceAll(/[&<"\t\n\r]/g, (each) => asEntity[each] ?? each)
