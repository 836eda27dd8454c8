import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { cents } from '#platform/values/money.ts'
import { approvePlan, returnForChanges, reopenPlan, submitPlan } from '#modules/plans/decisions/commands.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { saveRows } from '#modules/plans/sections/commands.ts'
import { listPlanned, listRows, listSectionStates } from '#modules/plans/plan/section-queries.ts'
import { rowToEdit, type TypedRow } from '#modules/plans/sections/row-changes.ts'
import type { RowSection } from '#modules/plans/plan/section-tables.ts'
import { addComment, confirmCondition, fulfilCondition } from '#modules/plans/review/commands.ts'
import { comments, insurance, letterCame, marketInChange, returned } from './demo/engure/versions.ts'
import type { People } from './seed-parishes.ts'

const market = 'engures-zvejnieku-tirdzins'

/** Engure's plan is changed, returned with notes, and approved a second time; what was asked for is met in part. */
export async function seedVersions(db: Db, people: People): Promise<void> {
  const [staff, lead, mentor] = [await people('engure'), await people('lead'), await people('mentor')]
  const act = (who: { id: string }, run: (tx: AuditedTransaction, plan: Plan) => Promise<unknown>) =>
    transact(db, who, async (tx) => run(tx, await planOf(tx, 'engure')))

  await meetFirst(db, staff, lead)
  await act(staff, reopenPlan)
  await act(staff, describeMarket)
  await act(staff, (tx, plan) => rewrite(tx, plan, 'finance', market, moreMarkets))
  await act(staff, (tx, plan) => submitPlan(tx, plan, new Date('2020-02-03T09:00:00Z')))
  await act(lead, sendBack)
  await act(staff, (tx, plan) => say(tx, plan, 'finance', comments.posters))
  await act(lead, (tx, plan) => say(tx, plan, 'finance', comments.postersAnswer))
  await act(staff, (tx, plan) => rewrite(tx, plan, 'finance', market, dearerPosters))
  await act(staff, (tx, plan) => rewrite(tx, plan, 'jobs', null, longerJob))
  await act(staff, (tx, plan) => submitPlan(tx, plan, new Date('2020-02-17T13:20:00Z')))
  await act(lead, (tx, plan) =>
    approvePlan(tx, plan, {
      at: new Date('2020-02-24T07:45:00Z'),
      conditions: [{ ...insurance, dueOn: day(insurance.dueOn) }],
    }),
  )
  await transact(db, mentor, async (tx) => say(tx, await planOf(tx, 'varska'), 'finance', comments.workshop))
}

async function planOf({ db }: AuditedTransaction, parish: string): Promise<Plan> {
  const plan = await findPlan(db, parish)
  if (!plan) throw new Error(`there is no parish ${parish}`)
  return plan
}

async function meetFirst(db: Db, staff: { id: string }, lead: { id: string }) {
  const letter = { id: '', version: 1 }
  await transact(db, staff, async (tx) => {
    const plan = await planOf(tx, 'engure')
    const { id } = await tx
      .db('planConditions')
      .join('planVersions', 'planVersions.id', 'planVersionId')
      .where({ planId: plan.id, position: 0 })
      .first<{ id: string }>('planConditions.id')
    letter.id = id
    await fulfilCondition(tx, plan, letter, letterCame, new Date('2020-01-22T10:00:00Z'))
  })
  await transact(db, lead, async (tx) =>
    confirmCondition(tx, await planOf(tx, 'engure'), { ...letter, version: 2 }, new Date('2020-01-23T08:00:00Z')),
  )
}

const say = (tx: AuditedTransaction, plan: Plan, section: string, text: Multilingual) =>
  addComment(tx, plan, { section, initiativeId: null }, text)

async function describeMarket(tx: AuditedTransaction, plan: Plan) {
  const texts = Object.fromEntries(Object.entries(marketInChange).map(([name, text]) => [name, JSON.stringify(text)]))
  const [row] = await tx.db('initiatives').where({ slug: market }).update(texts).increment('version').returning('id')
  await tx.record('initiative.updated', (row as { id: string }).id, { parishId: plan.parishId })
}

async function sendBack(tx: AuditedTransaction, plan: Plan) {
  const planned = await listPlanned(tx.db, plan.parishId)
  const about = planned.find(({ slug }) => slug === market)?.id ?? null
  await returnForChanges(tx, plan, {
    note: returned.note,
    notes: [
      { section: 'finance', initiativeId: about, note: returned.finance },
      { section: 'jobs', initiativeId: null, note: returned.jobs },
    ],
    at: new Date('2020-02-07T11:00:00Z'),
  })
}

type Input = TypedRow['input']

/** Saves a section again with its rows changed. */
async function rewrite(
  tx: AuditedTransaction,
  plan: Plan,
  section: RowSection,
  initiative: string | null,
  change: (rows: Input[]) => Input[],
) {
  const planned = await listPlanned(tx.db, plan.parishId)
  const initiativeId = planned.find(({ slug }) => slug === initiative)?.id ?? null
  const rows = await listRows(tx.db, section, plan.parishId, initiativeId)
  const states = await listSectionStates(tx.db, plan.id)
  const saved = states.find((state) => state.section === section && state.initiativeId === initiativeId)
  const typed = change(rows.map((row) => rowToEdit(section, row, 'lv'))).map((row, at) => ({
    key: (row['id'] as string | undefined) ?? `new-${at}`,
    input: withoutKeys(row),
  }))
  await saveRows(tx, plan, { section, initiativeId, version: saved?.version ?? 0 }, typed, 'lv')
}

const kept = new Set(['id', 'position', 'amount', 'parishId'])
const withoutKeys = (row: Input): Input => Object.fromEntries(Object.entries(row).filter(([name]) => !kept.has(name)))

const isAbout = (word: string) => (row: Input) => String(row['what']).includes(word)

/** Twice the markets: the organiser's pay and the fees double, and ice for the fish is new. */
const moreMarkets = (rows: Input[]): Input[] => [
  ...rows
    .filter((row) => !isAbout('Brīvprātīgie')(row))
    .map((row) =>
      isAbout('rīkotāja')(row)
        ? { ...row, quantity: 14, fromRevenue: cents(70_000), fromMunicipality: cents(56_000) }
        : row,
    ),
  {
    ...rows[0],
    id: undefined,
    kind: 'cost',
    month: '2020-06',
    category: 'materials',
    what: 'Ledus zivīm',
    unit: 'kg',
    quantity: 140,
    unitPrice: cents(50),
    ...unpaid,
    fromRevenue: cents(7000),
  },
]

const unpaid = {
  fromErdf: cents(0),
  fromPartner: cents(0),
  fromMunicipality: cents(0),
  fromCommunity: cents(0),
  fromInKind: cents(0),
  fromOther: cents(0),
}

const dearerPosters = (rows: Input[]): Input[] =>
  rows.map((row) =>
    isAbout('Plakāti')(row)
      ? { ...row, unitPrice: cents(36_000), fromErdf: cents(30_600), fromPartner: cents(5400) }
      : row,
  )

const longerJob = (rows: Input[]): Input[] => rows.map((row, at) => (at === 0 ? { ...row, fte: 4000 } : row))
