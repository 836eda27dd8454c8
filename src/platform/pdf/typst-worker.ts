import { fileURLToPath } from 'node:url'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
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

function typeset({ template, data, logo }: TypesetJob): Uint8Array {
  if (logo) compiler.mapShadow(`${templates}logo`, Buffer.from(logo))
  const inputs = { data, logo: logo ? 'yes' : '' }
  const compiled = compiler.compile({ mainFilePath: `${templates}${template}.typ`, inputs })
  const document = compiled.result
  if (!document) throw new Error(`${template}: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
  try {
    return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 })
  } catch {
    // A letter that no font of ours has breaks the standard, and nothing else: the pages are printed tagged as they are.
    return compiler.pdf(document)
  }
}

answerJobs((order: TypesetJob) => {
  const pdf = new Uint8Array(typeset(order))
  compiler.evictCache(4)
  return pdf
})
