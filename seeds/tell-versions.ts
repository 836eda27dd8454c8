import { perform, type Act } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import { cents } from '#lib/money.ts'
import { approve, giveBack, reopen, submit } from '#plans/commands.ts'
import type { Plan } from '#plans/plan.ts'
import { findPlan } from '#plans/queries.ts'
import { saveRows } from '#plans/section-commands.ts'
import { listPlanned, listRows, listSectionStates } from '#plans/section-queries.ts'
import { rowToEdit, type TypedRow } from '#plans/saving.ts'
import type { RowSection } from '#plans/sections.ts'
import { comment, confirm, meet } from '#plans/standing-commands.ts'
import { comments, insurance, letterCame, marketInChange, returned } from './demo/engure/versions.ts'
import type { People } from './tell.ts'

const market = 'engures-zvejnieku-tirdzins'

/** Engure's plan is changed, returned with notes, and approved a second time; what was asked for is met in part. */
export async function tellVersions(db: Db, people: People): Promise<void> {
  const [staff, lead, mentor] = [await people('engure'), await people('lead'), await people('mentor')]
  const act = (who: { id: string }, run: (act: Act, plan: Plan) => Promise<unknown>) =>
    perform(db, who, async (act) => run(act, await planOf(act, 'engure')))

  await meetFirst(db, staff, lead)
  await act(staff, reopen)
  await act(staff, describeMarket)
  await act(staff, (act, plan) => rewrite(act, plan, 'finance', market, moreMarkets))
  await act(staff, (act, plan) => submit(act, plan, new Date('2020-02-03T09:00:00Z')))
  await act(lead, sendBack)
  await act(staff, (act, plan) => say(act, plan, 'finance', comments.posters))
  await act(lead, (act, plan) => say(act, plan, 'finance', comments.postersAnswer))
  await act(staff, (act, plan) => rewrite(act, plan, 'finance', market, dearerPosters))
  await act(staff, (act, plan) => rewrite(act, plan, 'jobs', null, longerJob))
  await act(staff, (act, plan) => submit(act, plan, new Date('2020-02-17T13:20:00Z')))
  await act(lead, (act, plan) =>
    approve(act, plan, {
      at: new Date('2020-02-24T07:45:00Z'),
      conditions: [{ ...insurance, dueOn: day(insurance.dueOn) }],
    }),
  )
  await perform(db, mentor, async (act) => say(act, await planOf(act, 'varska'), 'finance', comments.workshop))
}

async function planOf({ trx }: Act, parish: string): Promise<Plan> {
  const plan = await findPlan(trx, parish)
  if (!plan) throw new Error(`there is no parish ${parish}`)
  return plan
}

async function meetFirst(db: Db, staff: { id: string }, lead: { id: string }) {
  const letter = { id: '', version: 1 }
  await perform(db, staff, async (act) => {
    const plan = await planOf(act, 'engure')
    const { id } = await act
      .trx('planConditions')
      .join('planVersions', 'planVersions.id', 'planVersionId')
      .where({ planId: plan.id, position: 0 })
      .first<{ id: string }>('planConditions.id')
    letter.id = id
    await meet(act, plan, letter, letterCame, new Date('2020-01-22T10:00:00Z'))
  })
  await perform(db, lead, async (act) =>
    confirm(act, await planOf(act, 'engure'), { ...letter, version: 2 }, new Date('2020-01-23T08:00:00Z')),
  )
}

const say = (act: Act, plan: Plan, section: string, text: Multilingual) =>
  comment(act, plan, { section, initiativeId: null }, text)

async function describeMarket(act: Act, plan: Plan) {
  const texts = Object.fromEntries(Object.entries(marketInChange).map(([name, text]) => [name, JSON.stringify(text)]))
  const [row] = await act.trx('initiatives').where({ slug: market }).update(texts).increment('version').returning('id')
  await act.record('initiative.revised', (row as { id: string }).id, { parishId: plan.parishId })
}

async function sendBack(act: Act, plan: Plan) {
  const planned = await listPlanned(act.trx, plan.parishId)
  const about = planned.find(({ slug }) => slug === market)?.id ?? null
  await giveBack(act, plan, {
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
  act: Act,
  plan: Plan,
  section: RowSection,
  initiative: string | null,
  change: (rows: Input[]) => Input[],
) {
  const planned = await listPlanned(act.trx, plan.parishId)
  const initiativeId = planned.find(({ slug }) => slug === initiative)?.id ?? null
  const rows = await listRows(act.trx, section, plan.parishId, initiativeId)
  const states = await listSectionStates(act.trx, plan.id)
  const saved = states.find((state) => state.section === section && state.initiativeId === initiativeId)
  const typed = change(rows.map((row) => rowToEdit(section, row, 'lv'))).map((row, at) => ({
    key: (row['id'] as string | undefined) ?? `new-${at}`,
    input: withoutKeys(row),
  }))
  await saveRows(act, plan, { section, initiativeId, version: saved?.version ?? 0 }, typed, 'lv')
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
