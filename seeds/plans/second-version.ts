import { z } from 'zod'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { approvePlan, returnForChanges, reopenPlan, submitPlan } from '#modules/plans/decisions/commands.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { addComment, confirmCondition, fulfilCondition } from '#modules/plans/review/commands.ts'
import { idIn } from '../look-up.ts'
import type { People, Person } from '../people/seed.ts'
import { territoryOf } from '../places/reference.ts'
import { condition, instant, parish, readStory, text } from '../story.ts'
import { rewriteSection, sectionChange } from './rewrite.ts'
import { conditionsOf, planOf } from './seed.ts'
import { tellFrom } from '../telling.ts'

const handIn = z.strictObject({ changes: z.array(sectionChange), submittedAt: instant })

const secondVersion = z.strictObject({
  parish,
  /** What the first approval asked for, by its place, and how it was met. */
  letter: z.strictObject({ condition: z.int(), text, at: instant, confirmedAt: instant }),
  reopenedAt: instant,
  reworded: z.strictObject({ initiative: z.string(), summary: text, risks: text }),
  first: handIn,
  returned: z.strictObject({
    at: instant,
    note: text,
    notes: z.array(z.strictObject({ section: z.string(), initiative: z.string().exactOptional(), note: text })),
  }),
  /** What was said of the finance of the plan that came back. */
  answers: z.array(z.strictObject({ by: z.string(), text })),
  second: handIn,
  approval: z.strictObject({ at: instant, conditions: z.array(condition) }),
  /** A comment on the plan of another parish. */
  elsewhere: z.strictObject({ by: z.string(), parish, section: z.string(), text }),
})

type Story = z.output<typeof secondVersion>

/** A plan in force is changed, returned with notes, and approved a second time; what was asked for is met in part. */
export async function seedSecondVersion(db: Db, people: People): Promise<void> {
  const story = readStory('plans/second-version.json', secondVersion)
  const [staff, lead] = [await people(territoryOf(story.parish)), await people('lead')]
  const as = (who: Person, run: (tx: AuditedTransaction, plan: Plan) => Promise<unknown>, of = story.parish) =>
    transact(db, who, async (tx) => run(tx, await planOf(tx, of)))
  const submit = async ({ changes, submittedAt }: z.output<typeof handIn>) => {
    await tellFrom(db, submittedAt)
    for (const change of changes) await as(staff, (tx, plan) => rewriteSection(tx, plan, change))
    await as(staff, (tx, plan) => submitPlan(tx, plan, submittedAt))
  }

  const { letter, answers, approval, elsewhere } = story
  await tellFrom(db, letter.at)
  const seen = { id: await conditionOf(db, story), version: 1 }
  await as(staff, (tx, plan) => fulfilCondition(tx, plan, seen, letter.text, letter.at))
  await tellFrom(db, letter.confirmedAt)
  await as(lead, (tx, plan) => confirmCondition(tx, plan, { ...seen, version: 2 }, letter.confirmedAt))
  await tellFrom(db, story.reopenedAt)
  await as(staff, reopenPlan)
  await as(staff, (tx, plan) => reword(tx, plan, story.reworded))
  await submit(story.first)
  await tellFrom(db, story.returned.at)
  await as(lead, (tx, plan) => sendBack(tx, plan, story.returned))
  for (const { by, text } of answers) await as(await people(by), (tx, plan) => comment(tx, plan, 'finance', text))
  await submit(story.second)
  await tellFrom(db, approval.at)
  await as(lead, (tx, plan) => approvePlan(tx, plan, { ...approval, conditions: conditionsOf(approval.conditions) }))
  const { by, section, text, parish } = elsewhere
  await as(await people(by), (tx, plan) => comment(tx, plan, section, text), parish)
}

async function conditionOf(db: Db, { parish: slug, letter }: Story): Promise<string> {
  const { id } = await db('planConditions')
    .join('planVersions', 'planVersions.id', 'planVersionId')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .where({ slug, position: letter.condition })
    .first<{ id: string }>('planConditions.id')
  return id
}

const comment = (tx: AuditedTransaction, plan: Plan, section: string, text: Multilingual) =>
  addComment(tx, plan, { section, initiativeId: null }, text)

async function reword(tx: AuditedTransaction, plan: Plan, { initiative: slug, ...texts }: Story['reworded']) {
  const written = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)]))
  await tx.db('initiatives').where({ slug }).update(written).increment('version')
  await tx.record('initiative.updated', await idIn(tx.db, 'initiatives', { slug }), { parishId: plan.parishId })
}

async function sendBack(tx: AuditedTransaction, plan: Plan, { at, note, notes }: Story['returned']) {
  const about = []
  for (const { section, initiative: slug, note } of notes)
    about.push({ section, note, initiativeId: slug === undefined ? null : await idIn(tx.db, 'initiatives', { slug }) })
  await returnForChanges(tx, plan, { note, notes: about, at })
}
