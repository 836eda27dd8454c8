import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { completeActionItem, logSession } from '#modules/advice/sessions/commands.ts'
import type { MentorAssignment, SessionInput } from '#modules/advice/sessions/session.ts'
import {
  dropInitiative,
  proposeIdea,
  startInPlan,
  type NewInitiative,
} from '#modules/initiatives/initiative/commands.ts'
import { parishes as parishFacts } from './reference.ts'
import {
  approvePlan,
  beginPlan,
  returnForChanges,
  reopenPlan,
  submitPlan,
  type PlanApproval,
} from '#modules/plans/decisions/commands.ts'
import { day } from '#platform/values/day.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { updateParish, parishInputOf } from '#modules/places/parishes/commands.ts'
import { findParish } from '#modules/places/parishes/queries.ts'
import type { DemoAdvice, DemoInitiative, DemoParish } from './demo/types.ts'
import { seedResources } from './seed-resources.ts'
import { seedSections } from './seed-sections.ts'

interface Person {
  id: string
}

/** Who does what in the story, by the part of their address before the at sign. */
export type People = (name: string) => Promise<Person>

const facts = ({ slug, title, category, summary, ...rest }: DemoInitiative): NewInitiative => ({
  slug,
  title,
  category,
  summary,
  ...Object.fromEntries(Object.entries(rest).filter(([field]) => written.has(field))),
})

const written = new Set([
  'description',
  'forWhom',
  'responsible',
  'startsOn',
  'place',
  'serves',
  'provider',
  'risks',
  'sustainability',
  'openToCommunity',
])

/** Tells the story of one parish through the commands of the portal, each by the person who would have given it. */
export async function seedParishes(db: Db, story: DemoParish, people: People): Promise<void> {
  const { territory } = parishFacts.find(({ slug }) => slug === story.parish) ?? { territory: '' }
  const [staff, lead] = [await people(territory), await people('lead')]
  const plan = async (from: Db = db) => {
    const found = await findPlan(from, story.parish)
    if (!found) throw new Error(`there is no parish ${story.parish}`)
    return found
  }
  const as = <T>(person: Person, run: (tx: AuditedTransaction) => Promise<T>) => transact(db, person, run)

  await introduce(db, story, staff)
  await seedResources(db, story, staff)
  await haveIdeas(db, story, people, await plan())
  if (story.stage === 'nothing' || story.stage === 'ideas') return

  const has = (...stages: DemoParish['stage'][]) => stages.includes(story.stage)
  await as(staff, async (tx) => beginPlan(tx, await plan(tx.db)))
  await write(db, story, staff, false)
  if (!has('draft')) await as(staff, async (tx) => submitPlan(tx, await plan(tx.db), ...handedIn(story)))
  if (has('returned')) await as(lead, async (tx) => returnForChanges(tx, await plan(tx.db), { note: noteOf(story) }))
  if (has('approved', 'in_change')) await as(lead, async (tx) => approvePlan(tx, await plan(tx.db), approvalOf(story)))
  if (has('in_change')) {
    await as(staff, async (tx) => reopenPlan(tx, await plan(tx.db)))
    await write(db, story, staff, true)
  }
  for (const advice of story.advice) await advise(db, story, advice, people)
}

function noteOf({ parish, returnNote }: DemoParish) {
  if (!returnNote) throw new Error(`the plan of ${parish} is returned without a note`)
  return returnNote
}

const handedIn = ({ approval }: DemoParish): [Date?] => (approval ? [new Date(approval.submittedAt)] : [])

const approvalOf = ({ approval }: DemoParish): PlanApproval =>
  approval
    ? {
        at: new Date(approval.at),
        conditions: approval.conditions.map(({ text, dueOn }) => ({ text, dueOn: day(dueOn) })),
      }
    : {}

async function introduce(db: Db, { parish: slug, intro }: DemoParish, staff: Person) {
  const parish = await findParish(db, slug)
  if (!parish) throw new Error(`there is no parish ${slug}`)
  const typed = { ...parishInputOf(parish), introLv: intro.lv ?? '', introEt: intro.et ?? '', introEn: intro.en ?? '' }
  await transact(db, staff, (tx) => updateParish(tx, parish, typed))
}

type InPlan = { parishId: string; parishSlug: string }

async function haveIdeas(db: Db, { parish, initiatives }: DemoParish, people: People, { parishId }: InPlan) {
  const proposer = ['gaujiena', 'varska'].includes(parish) ? await people(parish) : null
  const place = { parishId, parishSlug: parish }
  for (const each of initiatives.filter(({ state }) => state !== 'drafting')) {
    await transact(db, proposer ?? { id: null }, async (tx) => {
      const idea = await proposeIdea(tx, place, proposer?.id ?? null, facts(each))
      if (each.dropReason) await dropInitiative(tx, { ...idea, version: 1, state: 'idea', parishId }, each.dropReason)
    })
  }
}

async function write(db: Db, story: DemoParish, staff: Person, inChange: boolean) {
  const planned = story.initiatives.filter(
    ({ state, addedInChange }) => state === 'drafting' && (inChange || !addedInChange),
  )
  for (const each of planned.filter(({ addedInChange }) => Boolean(addedInChange) === inChange)) {
    await transact(db, staff, async (tx) => {
      const plan = await findPlan(tx.db, story.parish)
      if (plan) await startInPlan(tx, { parishId: plan.parishId, parishSlug: plan.parishSlug, ...facts(each) })
    })
  }
  await seedSections(db, { ...story, initiatives: planned }, staff)
}

async function advise(db: Db, { parish }: DemoParish, advice: DemoAdvice, people: People) {
  const mentor = await people('mentor')
  const { initiative, on, actionItems, ...rest } = advice
  await transact(db, mentor, async (tx) => {
    const assignment = (await tx
      .db('grants')
      .join('parishes', 'parishes.id', 'grants.parishId')
      .where({ personId: mentor.id, slug: parish })
      .first('grants.id', 'personId as mentorId', 'parishId')) as unknown as MentorAssignment
    const about = initiative ? await tx.db('initiatives').where({ slug: initiative }).first('id') : null
    const steps = actionItems.map(({ what, owner, due }) => ({ what, owner, dueOn: due ?? null }))
    const { steps: agreed } = await logSession(tx, assignment, {
      ...rest,
      heldOn: on,
      initiativeId: about?.id ?? null,
      steps,
    } as SessionInput)
    for (const [at, step] of agreed.entries()) {
      if (actionItems[at]?.done) await completeActionItem(tx, step, new Date(`${on}T16:00:00Z`))
    }
  })
}
