import markdownIt from 'markdown-it'

/** The light Markdown that people write: paragraphs, lists, links, bold. Nothing of it becomes HTML of their own. */
export const markdown = markdownIt('zero', { breaks: true }).enable(['emphasis', 'list', 'link', 'newline', 'escape'])

// A link leads to a page, a letter or a call, or to a place in the portal; whatever else a program might do with one it does not.
markdown.validateLink = (url) => /^(https?:|mailto:|tel:|[/#])/i.test(url.trim()) && !url.trim().startsWith('//')

// Which marks belong together is found by trying: thousands of them in one text cost a page a third of a second.
const mostMarks = 2000
const unmarked = markdownIt('zero', { breaks: true }).enable(['list', 'newline', 'escape'])

const readerOf = (text: string) => ((text.match(/[*_[]/g)?.length ?? 0) > mostMarks ? unmarked : markdown)

/** HTML of a text in light Markdown; one with more marks than anybody writes shows them as they were typed. */
export const htmlOf = (text: string): string => readerOf(text).render(text)

/** A piece of running text. */
export type Inline = string | { strong: Inline[] } | { em: Inline[] } | { link: string; of: Inline[] } | { break: true }

export type Block = { paragraph: Inline[] } | { list: Block[][]; ordered: boolean }

type Token = ReturnType<typeof markdown.parse>[number]

/** A text in light Markdown as a tree of plain values, for what is no web page. */
export const blocksOf = (text: string): Block[] => blocksIn(readerOf(text).parse(text, {}))

/** The same text in plain words, for what shows no marks: a link is followed by where it leads, seen from `origin`. */
export const plainOf = (text: string, origin: string): string =>
  blocksOf(text)
    .map((block) => saidIn(block, origin))
    .join('\n\n')

function saidIn(block: Block, origin: string): string {
  if ('paragraph' in block) return inlineSaid(block.paragraph, origin)
  return block.list
    .map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${item.map((each) => saidIn(each, origin)).join('\n')}`)
    .join('\n')
}

const inlineSaid = (inlines: readonly Inline[], origin: string): string =>
  inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline
      if ('break' in inline) return '\n'
      if (!('link' in inline)) return inlineSaid('strong' in inline ? inline.strong : inline.em, origin)
      const [said, to] = [inlineSaid(inline.of, origin), inline.link.replace(/^(?=[/#])/, origin)]
      return said === to ? to : `${said} (${to})`
    })
    .join('')

function blocksIn(tokens: Token[]): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const end = closing(tokens, at)
    if (token.type === 'paragraph_open') blocks.push({ paragraph: inlinesIn(tokens[at + 1]?.children ?? []) })
    else if (token.type.endsWith('_list_open'))
      blocks.push({ list: itemsIn(tokens.slice(at + 1, end)), ordered: token.type.startsWith('ordered') })
    at = end
  }
  return blocks
}

function itemsIn(tokens: Token[]): Block[][] {
  const items: Block[][] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const end = closing(tokens, at)
    items.push(blocksIn(tokens.slice(at + 1, end)))
    at = end
  }
  return items
}

function inlinesIn(tokens: Token[]): Inline[] {
  const inlines: Inline[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const end = closing(tokens, at)
    const within = () => inlinesIn(tokens.slice(at + 1, end))
    if (token.type === 'text') inlines.push(token.content)
    else if (token.type === 'softbreak' || token.type === 'hardbreak') inlines.push({ break: true })
    else if (token.type === 'strong_open') inlines.push({ strong: within() })
    else if (token.type === 'em_open') inlines.push({ em: within() })
    else if (token.type === 'link_open') inlines.push({ link: String(token.attrGet('href') ?? ''), of: within() })
    at = end
  }
  return inlines
}

// Where what opens here closes again; itself where nothing opens.
function closing(tokens: Token[], at: number): number {
  if (tokens[at]?.nesting !== 1) return at
  let depth = 0
  for (let end = at; end < tokens.length; end += 1) {
    depth += tokens[end]?.nesting ?? 0
    if (depth === 0) return end
  }
  return tokens.length - 1
}
