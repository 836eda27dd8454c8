import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { slugOf } from '#platform/values/slug.ts'
import {
  readForm,
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
  type FormRow,
} from '#platform/forms/form-kit.ts'
import { choiceForm, criterionForm } from './schema.ts'
import type { CriterionChoice, Criterion, CriterionContent, Score } from './methodology.ts'
import { inThreeLanguages, fromThreeLanguages, type ThreeLanguages } from './three-languages.ts'

export const criterionScope = 'methodology:criterion'

/** What the form of a criterion changes; its code and its kind are for good, so that rounds can be compared. */
export type CriterionInput = Omit<CriterionContent, 'code' | 'kind'> & { version: number; sectionId: string }

export type CriterionReading<T> = { ok: true; input: T } | { ok: false; form: Form }

const spread = (name: string, text: Multilingual | null | undefined): Body =>
  Object.fromEntries(locales.map((locale) => [`${locale}.${name}`, text?.[locale] ?? '']))

/** A criterion as its form shows it, each text in three languages; a choice has two empty rows below its answers. */
export function valuesOfCriterion(it: Criterion): Body {
  const anchors = Object.entries(it.anchors).map(([score, text]) => spread(`anchor${score}`, text))
  const choices = it.choices.map(({ code, label, score }, at) => ({
    ...spreadRow(`c${at}`, label),
    [`row.c${at}.code`]: code,
    [`row.c${at}.score`]: String(score ?? ''),
  }))
  const keys = it.kind === 'choice' ? [...it.choices.map((_, at) => `c${at}`), 'new-1', 'new-2'] : []
  return Object.assign(
    {
      version: String(it.version),
      sectionId: it.sectionId,
      weight: String(it.weight),
      yesScore: String(it.yesScore ?? ''),
      noScore: String(it.noScore ?? ''),
      evidenceRequired: it.evidenceRequired ? 'yes' : '',
      visibility: it.visibility,
      rows: keys.join(' '),
    },
    spread('question', it.question),
    spread('guidance', it.guidance),
    spread('evidence', it.evidence),
    spread('unit', it.unit),
    ...anchors,
    ...choices,
  ) as Body
}

const spreadRow = (key: string, text: Multilingual): Body =>
  Object.fromEntries(locales.map((locale) => [`row.${key}.${locale}.label`, text[locale] ?? '']))

type Typed = Record<string, unknown>

const three = (typed: Typed, name: string): ThreeLanguages => ({
  lv: text(typed[`lv.${name}`]),
  et: text(typed[`et.${name}`]),
  en: text(typed[`en.${name}`]),
})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const scoreFrom = (value: unknown): Score | null => (text(value) === '' ? null : (Number(value) as Score))

/** Reads the form of a criterion over what is stored of it. */
export function readCriterion(locale: Locale, before: Criterion, body: Body): CriterionReading<CriterionInput> {
  const fields = readForm(criterionScope, criterionForm(locale, before.kind), body)
  const choices = readChoices(locale, before, body)
  const typed: Typed = fields.ok ? fields.input : {}
  const question = fromThreeLanguages(locale, before.question, three(typed, 'question'))
  const problems = {
    ...(fields.ok ? {} : fields.form.problems),
    ...(choices.ok ? {} : choices.form.problems),
    ...(fields.ok && !question ? { [`${locale}.question`]: { key: 'required', params: {} } } : {}),
    ...problemsOfYes(typed),
  }
  if (!fields.ok || !choices.ok || !question || Object.keys(problems).length > 0) {
    return { ok: false, form: withProblems(criterionScope, body, problems) }
  }
  return { ok: true, input: { ...inputOf(locale, before, typed), question, choices: choices.input } }
}

function inputOf(locale: Locale, before: Criterion, typed: Typed): Omit<CriterionInput, 'question' | 'choices'> {
  const written = (name: 'guidance' | 'evidence' | 'unit') =>
    fromThreeLanguages(locale, before[name], three(typed, name))
  return {
    version: Number(typed['version']),
    sectionId: text(typed['sectionId']) || before.sectionId,
    unit: before.kind === 'number' ? written('unit') : null,
    weight: Number(typed['weight'] ?? 0),
    anchors: anchorsOf(locale, before, typed),
    yesScore: scoreFrom(typed['yesScore']),
    noScore: scoreFrom(typed['noScore']),
    guidance: written('guidance'),
    evidence: written('evidence'),
    evidenceRequired: typed['evidenceRequired'] === true,
    visibility: (typed['visibility'] ?? before.visibility) as CriterionContent['visibility'],
  }
}

function anchorsOf(locale: Locale, before: Criterion, typed: Typed): CriterionContent['anchors'] {
  if (before.kind !== 'score') return {}
  const anchors: CriterionContent['anchors'] = {}
  for (const score of [0, 1, 2, 3, 4, 5] as const) {
    const words = fromThreeLanguages(locale, before.anchors[score] ?? null, three(typed, `anchor${score}`))
    if (words) anchors[score] = words
  }
  return anchors
}

const problemsOfYes = (typed: Typed): Form['problems'] =>
  (text(typed['yesScore']) === '') === (text(typed['noScore']) === '') ? {} : { noScore: { key: 'both', params: {} } }

function readChoices(locale: Locale, before: Criterion, body: Body): CriterionReading<CriterionChoice[]> {
  if (before.kind !== 'choice') return { ok: true, input: [] }
  const kept = rowKeys(body).filter((key) => locales.some((each) => text(body[`row.${key}.${each}.label`]).trim()))
  const reading = readRows(criterionScope, choiceForm[locale], { ...body, rows: kept.join(' ') })
  if (!reading.ok) return reading
  return {
    ok: true,
    input: reading.input.reduce<CriterionChoice[]>((all, row) => addChoice(locale, before, all, row), []),
  }
}

function addChoice(
  locale: Locale,
  before: Criterion,
  all: CriterionChoice[],
  { input }: FormRow<Typed>,
): CriterionChoice[] {
  const old = before.choices.find(({ code }) => code === input['code'])
  const label = fromThreeLanguages(locale, old?.label ?? null, three(input, 'label'))
  if (!label) return all
  const code = old?.code ?? nextFreeCode(label, [...before.choices, ...all])
  return [...all, { code, label, score: scoreFrom(input['score']) }]
}

/** A code made of words, unlike any of the codes there are. */
export function nextFreeCode(words: Multilingual, taken: readonly { code: string }[], before = ''): string {
  const name = slugOf(inThreeLanguages(words).en || (words[words.source] ?? ''))
    .split('-')
    .slice(0, 3)
    .join('_')
    .slice(0, 30)
  const stem = before + (/^[a-z]/.test(name) ? name : `${before ? '' : 'c'}${name || '1'}`)
  const isFree = (code: string) => !taken.some((other) => other.code === code)
  let code = stem
  for (let number = 2; !isFree(code); number++) code = `${stem}_${number}`
  return code
}
