import { saveAnswer } from '#modules/assessments/answers/commands.ts'
import {
  approveAssessment,
  beginRound,
  returnForChanges,
  submitAssessment,
} from '#modules/assessments/rounds/commands.ts'
import { createMeeting, saveParticipantNames } from '#modules/assessments/meetings/commands.ts'
import type { AnswerInput } from '#modules/assessments/assessment/schema.ts'
import type { Assessment } from '#modules/assessments/assessment/assessment.ts'
import { findAssessment, findAssessmentContent } from '#modules/assessments/assessment/queries.ts'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { criteriaOf, type Criterion } from '#modules/methodology/editions/methodology.ts'
import { findPublished } from '#modules/methodology/editions/queries.ts'
import { seedSwot } from '../needs/seed.ts'
import type { People } from '../people/seed.ts'
import { territoryOf } from '../places/reference.ts'
import { readStory } from '../story.ts'
import { assessment as story, type DemoAssessment, type DemoMeeting, type DemoAnswer } from './schema.ts'
import { tellFrom } from '../telling.ts'

// In the order in which they were told.
const assessments = [
  'gaujiena-baseline',
  'gaujiena-midterm',
  'varska-baseline',
  'engure-baseline',
  'trapene-baseline',
  'iisaku-baseline',
  'meremae-baseline',
  'viresi-baseline',
]

/** Tells how the parishes assessed themselves, each step by the person who would have taken it. */
export async function seedAssessments(db: Db, people: People): Promise<void> {
  for (const name of assessments) await assess(db, readStory(`assessments/${name}.json`, story), people)
}

async function assess(db: Db, story: DemoAssessment, people: People) {
  const [staff, lead] = [await people(territoryOf(story.parish)), await people('lead')]
  const methodology = await findPublished(db)
  if (!methodology) throw new Error('no methodology is in force')
  const now = async ({ db }: AuditedTransaction): Promise<Assessment> => {
    const found = await findAssessment(db, story.parish, story.round)
    if (!found) throw new Error(`there is no parish ${story.parish}`)
    return found
  }
  const { begun, submitted, decided } = momentsOf(story)
  await tellFrom(db, begun)
  await transact(db, staff, async (tx) => beginRound(tx, await now(tx), methodology))
  await transact(db, staff, async (tx) => {
    const assessment = await now(tx)
    for (const meeting of story.meetings) await meet(tx, assessment, meeting)
    for (const criterion of criteriaOf(methodology)) {
      const said = story.answers[criterion.code]
      if (said !== undefined) await reply(tx, assessment, criterion, said)
    }
    await seedSwot(tx, story)
  })
  if (story.stage === 'draft') return
  await tellFrom(db, submitted)
  await transact(db, staff, async (tx) => submitAssessment(tx, await now(tx)))
  await tellFrom(db, decided)
  const { note } = story
  if (note) await transact(db, lead, async (tx) => returnForChanges(tx, await now(tx), note))
  if (story.stage === 'approved') await transact(db, lead, async (tx) => approveAssessment(tx, await now(tx)))
}

// A round begins with its first meeting; it is handed in four days after the last, and decided on three days later.
function momentsOf({ meetings }: DemoAssessment) {
  const [first, last] = [meetings[0], meetings.at(-1)].map((each) =>
    Date.parse(`${each?.on ?? '2020-02-17'}T10:00:00Z`),
  )
  const after = (days: number) => new Date((last ?? 0) + days * 86_400_000)
  return { begun: new Date(first ?? 0), submitted: after(4), decided: after(7) }
}

const isText = (said: DemoAnswer): said is Multilingual => typeof said === 'object' && 'source' in said

const valueOf = (said: DemoAnswer) => (typeof said === 'object' ? ('value' in said ? said.value : null) : said)

const typed = (value: ReturnType<typeof valueOf>, { kind }: Criterion) => {
  if (kind === 'number' || value === null) return value as number | null
  return kind === 'yesno' ? (value === true ? 'yes' : 'no') : String(value)
}

const part = (said: DemoAnswer, key: 'why' | 'none' | 'evidence'): Multilingual | null =>
  typeof said === 'object' && key in said ? (said as Record<typeof key, Multilingual>)[key] : null

// Each language that it was said in, the first one first.
function languagesOf(texts: (Multilingual | null)[]): Locale[] {
  const written = texts.find((text) => text !== null)
  const spoken = locales.filter((locale) => written?.[locale] !== undefined)
  return written ? spoken.toSorted((a, b) => Number(b === written.source) - Number(a === written.source)) : ['en']
}

async function reply(tx: AuditedTransaction, assessment: Assessment, criterion: Criterion, said: DemoAnswer) {
  const [why, none, evidence] = [part(said, 'why'), part(said, 'none'), part(said, 'evidence')]
  const text = isText(said) ? said : null
  for (const [version, locale] of languagesOf([text, why, none, evidence]).entries()) {
    const inLanguage = (each: Multilingual | null) => each?.[locale] ?? ''
    const input: AnswerInput = {
      value: text ? inLanguage(text) : typed(valueOf(said), criterion),
      why: inLanguage(why),
      notApplicable: none !== null,
      reason: inLanguage(none),
      evidence: inLanguage(evidence),
      meetingId: null,
      version,
    }
    await saveAnswer(tx, assessment, criterion, input, locale)
  }
}

async function meet(tx: AuditedTransaction, assessment: Assessment, { on, names, record, ...facts }: DemoMeeting) {
  const input = { ...facts, heldOn: on, record: record[record.source] ?? '', version: 0 }
  const { id } = await createMeeting(tx, assessment, input, record.source)
  const meeting = (await findAssessmentContent(tx.db, assessment)).meetings.find((each) => each.id === id)
  if (meeting && names) await saveParticipantNames(tx, meeting, names, 0)
}
