import type { CriterionContent } from './methodology.ts'

/** A criterion as its columns hold it: a list would be taken for an array of PostgreSQL, where the column holds JSON. */
export const columnsOf = (it: Omit<CriterionContent, 'code' | 'kind'>) => ({
  question: it.question,
  unit: it.unit,
  weight: it.weight,
  anchors: it.anchors,
  choices: JSON.stringify(it.choices),
  yesScore: it.yesScore,
  noScore: it.noScore,
  guidance: it.guidance,
  evidence: it.evidence,
  evidenceRequired: it.evidenceRequired,
  visibility: it.visibility,
})
