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

/** What the parishes of a demonstration portal have written: example data, no real people, plans or amounts. */
export const readPlans = (): DemoPlan[] => parishes.map(({ slug }) => readStory(`plans/${slug}.json`, story))

/** Tells what each parish wrote through the commands of the portal, each by the person who would have given it. */
export async function seedPlans(db: Db, people: People): Promise<void> {
  for (const told of readPlans()) await seedPlan(db, told, people)
}

async function seedPlan(db: Db, told: DemoPlan, people: People) {
  const [staff, lead] = [await people(territoryOf(told.parish)), await people('lead')]
  const { approval, returnNote } = told
  const as = (person: Person, run: (tx: AuditedTransaction, plan: Plan) => Promise<unknown>) =>
    transact(db, person, async (tx) => run(tx, await planOf(tx, told.parish)))

  await introduce(db, told, staff)
  await seedResources(db, told, staff)
  await seedIdeas(db, told, people)
  if (told.stage === 'nothing' || told.stage === 'ideas') return

  const has = (...stages: DemoPlan['stage'][]) => stages.includes(told.stage)
  await as(staff, beginPlan)
  await write(db, told, staff, false)
  if (!has('draft')) await as(staff, (tx, plan) => submitPlan(tx, plan, approval?.submittedAt))
  if (returnNote) await as(lead, (tx, plan) => returnForChanges(tx, plan, { note: returnNote }))
  if (has('approved', 'in_change'))
    await as(lead, (tx, plan) =>
      approvePlan(tx, plan, approval ? { at: approval.at, conditions: conditionsOf(approval.conditions) } : {}),
    )
  if (has('in_change')) {
    await as(staff, reopenPlan)
    await write(db, told, staff, true)
  }
  for (const session of told.advice) await seedSession(db, told.parish, await people('mentor'), session)
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
