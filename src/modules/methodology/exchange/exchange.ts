import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import { fileForm, fileFormat, fileVersion } from './file-schema.ts'
import {
  allScores,
  type MethodologyContent,
  type CriterionContent,
  type SectionContent,
} from '#modules/methodology/editions/methodology.ts'

/** What is wrong with a file, and where: as in `['sections', 1, 'criteria', 2, 'weight']`. */
export interface ImportFault {
  path: (string | number)[]
  key: string
  params: object
}

export type FileReading =
  { ok: true; family: string; content: MethodologyContent } | { ok: false; faults: ImportFault[] }

const mostFaults = 50

/** Reads an exported methodology, also with a mark of its encoding before it; whatever else it is given, it says what is wrong and where. */
export function readMethodologyFile(text: string): FileReading {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    return { ok: false, faults: [notJson(text, error)] }
  }
  const result = fileForm.safeParse(value)
  if (result.success) return { ok: true, ...result.data }
  const faults = result.error.issues.slice(0, mostFaults).map((issue): ImportFault => {
    const { code, path, message } = issue
    const of = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
    const names = code === 'unrecognized_keys' ? issue.keys.join(', ').slice(0, 100) : ''
    return { path: of, key: message, params: { names, max: 'maximum' in issue ? issue.maximum : '' } }
  })
  return { ok: false, faults }
}

function notJson(text: string, error: unknown): ImportFault {
  const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length)
  return { path: [], key: 'not_json', params: { line: text.slice(0, at).split('\n').length } }
}

/** The file of a methodology: the same content always gives the same bytes, and reading it gives the content back. */
export function writeMethodologyFile(family: string, content: MethodologyContent): string {
  const file = {
    format: fileFormat,
    formatVersion: fileVersion,
    family,
    title: texts(content.title),
    introduction: texts(content.introduction),
    scores: { least: content.leastScore, most: content.mostScore },
    sections: content.sections.map(sectionOut),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

const sectionOut = ({ code, title, guidance, criteria }: SectionContent) => ({
  code,
  title: texts(title),
  guidance: texts(guidance),
  criteria: criteria.map(criterionOut),
})

const criterionOut = (it: CriterionContent) => ({
  code: it.code,
  kind: it.kind,
  question: texts(it.question),
  unit: texts(it.unit),
  weight: it.weight,
  anchors: it.kind === 'score' ? anchorsOut(it.anchors) : undefined,
  choices:
    it.kind === 'choice'
      ? it.choices.map(({ code, label, score }) => ({ code, label: texts(label), score: score ?? undefined }))
      : undefined,
  yesScore: it.yesScore ?? undefined,
  noScore: it.noScore ?? undefined,
  guidance: texts(it.guidance),
  evidence: texts(it.evidence),
  evidenceRequired: it.evidenceRequired,
  visibility: it.visibility,
})

const anchorsOut = (anchors: CriterionContent['anchors']) =>
  Object.fromEntries(allScores.flatMap((score) => (anchors[score] ? [[score, texts(anchors[score])]] : [])))

// Only the words: how far a translation has come is this portal's own affair.
function texts(text: Multilingual | null): object | undefined {
  if (text === null) return undefined
  const said = locales.flatMap((locale) => (text[locale] ? [[locale, text[locale]]] : []))
  return { source: text.source, ...(Object.fromEntries(said) as object) }
}
