import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'

/**
 * Views as TypeScript. A page's locals are those its route declares in `Views` of src/platform/pages/render.ts. Every other view
 * declares them in the comment it opens with, a line for each: its name, two spaces or more, its type, and behind a comma
 * what there is to say of it. `locals of work/desk` are all of another view's, `form, writing  as in plans/section` some.
 * A type is found by its name among those that src exports, the nearest to the view first.
 *
 * Each character of a view becomes one of TypeScript, so that an error stands where the view has it. What
 * JavaScript cannot say stands in a comment that opens with it: the type of a parameter with a colon, a certainty that
 * something is there with an exclamation mark, what it is taken for with the word as.
 */

interface Mistake {
  file: string
  line: number
  text: string
}

/** Files by their path from the root, with what they are to hold instead of what the disk has. */
type Planted = Record<string, string>

const blank = (text: string) => text.replace(/[^\n]/g, ' ')
const fileOf = (view: string) => `views/${view}.ejs`

const tag = /<%([-=#]?)([\s\S]*?)([-_]?)%>/g
const starts = { '': ' ;', '=': ';_(', '-': ';$(', '#': '   ' }
const typed = (code: string) => code.replace(/\/\*(\??:[^*]*|!| as [^*]*)\*\//g, '  $1  ')

/** The code of a view with everything else left blank. */
function codeOf(source: string): string {
  let code = ''
  let at = 0
  for (const { 0: whole, 1: kind, 2: inside = '', 3: trim = '', index } of source.matchAll(tag)) {
    const start = starts[kind as keyof typeof starts]
    const end = kind === '=' || kind === '-' ? `${blank(trim)});` : `${blank(trim)}  `
    code += blank(source.slice(at, index)) + start + (kind === '#' ? blank(inside) : typed(inside)) + end
    at = index + whole.length
  }
  return code + blank(source.slice(at))
}

/** How much of a line is a type: all before the first comma outside of brackets. */
function lengthOfType(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at)
    if ('({[<'.includes(mark)) depth += 1
    else if (')}]'.includes(mark) || (mark === '>' && text[at - 1] !== '=')) depth -= 1
    else if (mark === ',' && depth === 0) return at
  }
  return text.length
}

/** The comment on top as a type with a member for each line that declares one, or as a use of each local it speaks of. */
function headOf(comment: string, declared: boolean): string {
  const [first = '', ...lines] = comment.split('\n')
  const head = [declared ? blank(first) : 'type Own={'.padEnd(first.length), ...lines.map(lineOf(declared))].join('\n')
  return declared ? head : head.replace(/..$/, '};')
}

const lineOf = (declared: boolean) => (line: string) => {
  const [, name = '', gap = '', rest = ''] = /^ {4}(\w+\??)( {2,})(.*)$/.exec(line) ?? []
  if (name === '' || rest.startsWith('as in ')) return blank(line)
  if (declared) return `;it.${name}`.padEnd(line.length)
  return `    ${name}${gap.slice(1)}:${rest.slice(0, lengthOfType(rest))}`.padEnd(line.length)
}

/** What stands behind the code of a view: the types of all that it uses. */
function tailOf(view: string, comment: string, declared: boolean): string {
  const all = [...comment.matchAll(/\blocals of ([a-z][\w/-]*\w)/g)].map(([, other = '']) => `LocalsOf['${other}']`)
  const some = [...comment.matchAll(/^ {4}(\w+(?:, \w+)*) {2,}as in ([\w/-]*\w)/gm)].map(
    ([, names = '', other = '']) => `Pick<LocalsOf['${other}'], '${names.replaceAll(', ', "' | '")}'>`,
  )
  const inherited = [...some, ...all.map((other) => `Omit<${other}, keyof Own>`)]
  const own = declared ? `LocalsOf['${view}']` : ['Own', ...inherited].join(' & ')
  const common = /without the locals of a page/.test(comment) ? '' : 'Common & '
  return [
    ';import type { LocalsOf, Common, Include, Printed } from "#view-locals.ts"',
    `export type Locals = ${own}`,
    `declare const it: ${common}Locals`,
    `declare const include: Include<Locals, ${common === '' ? 'true' : 'false'}>`,
    'declare function _(text: Printed): void',
    'declare function $(html: string): void',
  ].join(';')
}

const sources = globSync('src/**/*.ts')

/** Where each exported type of src stands, by its name. */
function typesOf(read: (file: string) => string): Map<string, string[]> {
  const types = new Map<string, string[]>()
  for (const file of sources) {
    for (const [, name = ''] of read(file).matchAll(/^export (?:interface|type|class) (\w+)/gm))
      types.set(name, [...(types.get(name) ?? []), file])
  }
  return types
}

/** Of the files that export a type of this name the one that is nearest to the view; none where two are as near. */
function nearest(view: string, files: readonly string[]): string | undefined {
  const folders = view.split('/').slice(0, -1)
  const shared = (file: string) => {
    const others = file.split('/').slice(1)
    const parting = folders.findIndex((folder, at) => folder !== others[at])
    return parting < 0 ? folders.length : parting
  }
  const best = Math.max(...files.map(shared))
  const near = files.filter((file) => shared(file) === best)
  return near.length === 1 ? near[0] : undefined
}

/** The names of types that a view uses, as far as it names them alone. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.add(node.typeName.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('view.ts', text, ts.ScriptTarget.Latest))
  return names
}

function importsOf(view: string, text: string, types: Map<string, string[]>): string {
  return [...namesIn(text)]
    .map((name) => [name, nearest(view, types.get(name) ?? [])])
    .filter(([, file]) => file !== undefined)
    .map(([name, file]) => `;import type { ${name} } from "#${file?.slice(4)}"`)
    .join('')
}

function translated(view: string, source: string, declared: boolean, types: Map<string, string[]>): string {
  const comment = /^<%#[\s\S]*?%>/.exec(source)?.[0] ?? ''
  const text = headOf(comment, declared) + codeOf(source).slice(comment.length)
  return text + tailOf(view, comment, declared) + importsOf(view, text, types)
}

/** What views have in common, and how one includes another: what it has itself of the other's locals goes without saying. */
function commonOf(parts: readonly string[], alone: readonly string[]): string {
  const members = (views: readonly string[]) =>
    views.map((view) => `  '${view}': import('../${fileOf(view)}.ts').Locals`).join('\n')
  return `
import type { Fragments, Page, Views } from '#platform/pages/render.ts'
import type { PageLocals } from '#platform/web/site.ts'
export type Common = Omit<PageLocals, 't'> & { page: Page; t: (key: string | readonly string[], params?: object) => string }
export type Printed = string | number | readonly string[] | null | undefined
interface Alone {
${members(alone)}
}
interface Parts extends Alone {
${members(parts)}
}
export type LocalsOf = Views & Fragments & Parts
type Fitting<P, O> = { [K in keyof P & keyof O]: O[K] extends P[K] ? K : never }[keyof P & keyof O]
type Other<P, O> = Exclude<keyof P & keyof O, Fitting<P, O>>
type More<P, O> = Pick<P, Exclude<keyof P, keyof O>> & Partial<Pick<P, Fitting<P, O>>> & { [K in Other<P, O>]: P[K] }
type Given<M> = object extends M ? [more?: M] : [more: M]
export type Include<O, A extends boolean> =
  <V extends keyof Parts & (A extends true ? keyof Alone : unknown)>(view: V, ...more: Given<V extends \`partials/\${string}\` ? Parts[V] : More<Parts[V], O>>) => string
`
}

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)).config,
  ts.sys,
  '.',
)
let last: ts.Program | undefined

/** What the compiler has against every view, or against the files that are planted instead. */
export function mistakesInViews(planted: Planted = {}): Mistake[] {
  const read = (file: string) => planted[file] ?? readFileSync(file, 'utf8')
  const files = new Map(Object.entries(planted).map(([file, text]) => [resolve(file), text]))
  const all = [...new Set([...globSync('views/**/*.ejs'), ...sources, ...Object.keys(planted)])]
  const views = all.filter((file) => file.endsWith('.ejs')).map((file) => file.slice('views/'.length, -'.ejs'.length))
  const declaring = all.filter((file) => file.endsWith('.ts') && /interface (Views|Fragments)\b/.test(read(file)))
  const members = declaring.flatMap((file) => [...read(file).matchAll(/^ +'([\w/-]+)':/gm)])
  const declared = new Set(members.map(([, view]) => view))
  const types = typesOf(read)
  for (const view of views)
    files.set(resolve(compiled(fileOf(view))), translated(view, read(fileOf(view)), declared.has(view), types))
  const parts = views.filter((view) => !declared.has(view))
  const [alone, ofPages] = [parts.filter(standsAlone(read)), parts.filter((view) => !standsAlone(read)(view))]
  files.set(resolve('src/view-locals.ts'), commonOf(ofPages, alone))
  const chosen = Object.keys(planted).length > 0 ? Object.keys(planted) : views.map(fileOf)
  last = programOf([...new Set([...views.map(fileOf), ...chosen])].map(compiled).concat(declaring, globals), files)
  return chosen.flatMap(mistakesIn(last))
}

const globals = 'src/platform/web/express.d.ts'
const compiled = (file: string) => (file.endsWith('.ejs') ? `${file}.ts` : file)
const standsAlone = (read: (file: string) => string) => (view: string) =>
  read(fileOf(view)).includes('without the locals of a page')

function programOf(names: readonly string[], files: ReadonlyMap<string, string>): ts.Program {
  const options = { ...config.options, exactOptionalPropertyTypes: false }
  const host = ts.createCompilerHost(options)
  const overlaid: ts.CompilerHost = {
    ...host,
    fileExists: (file) => files.has(resolve(file)) || host.fileExists(file),
    readFile: (file) => files.get(resolve(file)) ?? host.readFile(file),
    getSourceFile: (file, version, ...more) => {
      const text = files.get(resolve(file))
      if (text !== undefined) return ts.createSourceFile(file, text, version, true)
      return last?.getSourceFile(file) ?? host.getSourceFile(file, version, ...more)
    },
  }
  return ts.createProgram([...new Set(names)], options, overlaid, last)
}

const mistakesIn =
  (program: ts.Program) =>
  (file: string): Mistake[] => {
    const source = program.getSourceFile(compiled(file))
    if (!source) return [{ file, line: 1, text: 'is not found' }]
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((each) => ({
      file,
      line: source.getLineAndCharacterOfPosition(each.start ?? 0).line + 1,
      text: ts.flattenDiagnosticMessageText(each.messageText, '\n'),
      start: each.start ?? 0,
      end: (each.start ?? 0) + (each.length ?? 0),
    }))
  }
