import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const file = resolve('test/static/planted.ts')

/** What the compiler says of a module of routes whose one line is `code`. */
function complaintsAbout(code: string): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (name) => ts.sys.readFile(name))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  const host = ts.createCompilerHost(options)
  const source = `import { anyone, routes, signedIn } from '#platform/web/routes.ts'\nconst { get } = routes()\n${code}\nvoid [anyone, signedIn]\n`
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ESNext, true) : read(name, ...rest)
  host.fileExists = (name) => name === file || ts.sys.fileExists(name)
  const program = ts.createProgram([file], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

test('a route compiles with a guard, and hands its handler what the guard is sure of', () => {
  expect(complaintsAbout(`get('/a/:b', signedIn, ({ viewer, params }) => void [viewer.id, params.b])`)).toEqual([])
})

test('a route without a guard does not compile', () => {
  expect(complaintsAbout(`get('/a', () => undefined)`)).toEqual([expect.stringContaining('Expected 3 arguments')])
})

test('a page open to anyone cannot take its viewer for somebody known', () => {
  expect(complaintsAbout(`get('/a', anyone, ({ viewer }) => void viewer.id)`)).toEqual([
    expect.stringContaining(`'viewer' is possibly 'null'`),
  ])
})

test('a parameter that the path does not name does not compile', () => {
  expect(complaintsAbout(`get('/a/:b', anyone, ({ params }) => void params.c)`)).toEqual([
    expect.stringContaining(`'c' does not exist`),
  ])
})
