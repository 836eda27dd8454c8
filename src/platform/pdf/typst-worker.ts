import { fileURLToPath } from 'node:url'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { lettersOf } from './font-letters.ts'
import { answerJobs } from '#platform/processes/answer-jobs.ts'

/** A template below views/pdf and what it prints: JSON, of which nothing is ever read as Typst. */
export interface TypesetJob {
  template: string
  data: string
  logo: Uint8Array | null
}

const templates = fileURLToPath(new URL('../../../views/pdf/', import.meta.url))
const fonts = fileURLToPath(new URL('./fonts/', import.meta.url))

const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] })

const isOther = (family: string) => family.startsWith('noto-')
const letters = lettersOf(fonts, (family) => !isOther(family))
const others = lettersOf(fonts, isOther)
// As views/pdf/base.typ says it: what is printed with the other fonts.
const foreign = /[\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\u{2190}-\u{2bff}\u{1f000}-\u{1fbff}]/u
const box = '\u25a1'

// Marks that only say how their neighbours are written have no letter of their own.
const printableIn = (given: string): string =>
  given.replace(/[^\0-\x7f\s\p{Default_Ignorable_Code_Point}]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return letters.has(code) || (foreign.test(letter) && others.has(code)) ? letter : box
  })

function typeset({ template, data: given, logo }: TypesetJob): Uint8Array {
  const data = printableIn(given)
  if (logo) compiler.mapShadow(`${templates}logo`, Buffer.from(logo))
  const inputs = { data, logo: logo ? 'yes' : '', incomplete: data === given ? '' : 'yes' }
  const compiled = compiler.compile({ mainFilePath: `${templates}${template}.typ`, inputs })
  const document = compiled.result
  if (!document) throw new Error(`${template}: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
  try {
    return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 })
  } catch {
    // What breaks the standard breaks nothing else: the pages are printed tagged as they are.
    return compiler.pdf(document)
  }
}

answerJobs((order: TypesetJob) => {
  const pdf = new Uint8Array(typeset(order))
  compiler.evictCache(4)
  return pdf
})
