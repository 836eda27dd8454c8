import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { startInPlan } from '#modules/initiatives/initiative/commands.ts'
import { updateParish, parishInputOf } from '#modules/places/parishes/commands.ts'
import { findParish } from '#modules/places/parishes/queries.ts'
import { approvePlan, beginPlan, returnForChanges, reopenPlan, submitPlan } from '#modules/plans/decisions/commands.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { seedSession } from '../advice/seed.ts'
import { inputOf, seedIdeas } from '../initiatives/ideas.ts'
import type { People, Person } from '../people/seed.ts'
import { parishes, territoryOf } from '../places/reference.ts'
import { seedResources } from '../resources/seed.ts'
import { readStory } from '../story.ts'
import { plan as story, type DemoPlan } from './schema.ts'
import { seedSections } from './sections.ts'
import { tellFrom } from '../telling.ts'

/** What the parishes of a demonstration portal have written: example data, no real people, plans or amounts. */
export const readPlans = (): DemoPlan[] => parishes.map(({ slug }) => readStory(`plans/${slug}.json`, story))

/** Tells what each parish wrote through the commands of the portal, each by the person who would have given it. */
export async function seedPlans(db: Db, people: People): Promise<void> {
  for (const told of readPlans()) await seedPlan(db, told, people)
}

async function seedPlan(db: Db, told: DemoPlan, people: People) {
  const staff = await people(territoryOf(told.parish))
  await tellFrom(db, told.begunAt)
  await introduce(db, told, staff)
  await seedResources(db, told, staff)
  await seedIdeas(db, told, people)
  if (told.stage === 'nothing' || told.stage === 'ideas') return

  await transact(db, staff, async (tx) => beginPlan(tx, await planOf(tx, told.parish)))
  await write(db, told, staff, false)
  await decide(db, told, staff, await people('lead'))
  for (const session of told.advice) await seedSession(db, told.parish, await people('mentor'), session)
}

/** How far a plan came that was handed in, each step on its day. */
async function decide(db: Db, told: DemoPlan, staff: Person, lead: Person) {
  const { approval, returnNote, submittedAt = approval?.submittedAt, returnedAt, reopenedAt } = told
  const step = async (at: Date, person: Person, run: (tx: AuditedTransaction, plan: Plan) => Promise<unknown>) => {
    await tellFrom(db, at)
    await transact(db, person, async (tx) => run(tx, await planOf(tx, told.parish)))
  }
  if (submittedAt) await step(submittedAt, staff, submitPlan)
  if (returnedAt && returnNote)
    await step(returnedAt, lead, (tx, plan) => returnForChanges(tx, plan, { note: returnNote }))
  if (approval) {
    const conditions = conditionsOf(approval.conditions)
    await step(approval.at, lead, (tx, plan) => approvePlan(tx, plan, { conditions }))
  }
  if (reopenedAt) {
    await step(reopenedAt, staff, reopenPlan)
    await write(db, told, staff, true)
  }
}

type Conditions = NonNullable<DemoPlan['approval']>['conditions']

/** Conditions as an approval takes them. */
export const conditionsOf = (conditions: Conditions) =>
  conditions.map(({ condition: text, dueOn }) => ({ text, dueOn }))

/** The plan of a parish as it stands in a transaction. */
export async function planOf({ db }: AuditedTransaction, parish: string): Promise<Plan> {
  const plan = await findPlan(db, parish)
  if (!plan) throw new Error(`there is no parish ${parish}`)
  return plan
}

async function introduce(db: Db, { parish: slug, intro }: DemoPlan, staff: Person) {
  const parish = await findParish(db, slug)
  if (!parish) throw new Error(`there is no parish ${slug}`)
  const typed = { ...parishInputOf(parish), introLv: intro.lv ?? '', introEt: intro.et ?? '', introEn: intro.en ?? '' }
  await transact(db, staff, (tx) => updateParish(tx, parish, typed))
}

async function write(db: Db, told: DemoPlan, staff: Person, inChange: boolean) {
  const planned = told.initiatives.filter(
    ({ state, addedInChange }) => state === 'drafting' && (inChange || !addedInChange),
  )
  for (const each of planned.filter(({ addedInChange }) => addedInChange === inChange)) {
    await transact(db, staff, async (tx) => {
      const { parishId, parishSlug } = await planOf(tx, told.parish)
      await startInPlan(tx, { parishId, parishSlug, ...inputOf(each) })
    })
  }
  await seedSections(db, { ...told, initiatives: planned }, staff)
}
