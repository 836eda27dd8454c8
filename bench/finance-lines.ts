import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { cents } from '#platform/values/money.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { saveRows } from '#modules/plans/sections/commands.ts'
import { listPlanned, listSectionStates } from '#modules/plans/plan/section-queries.ts'

/** Gives an initiative a financial plan of so many balanced lines, through the command that saves it. */
export async function writeFinanceLines(db: Db, parish: string, slug: string, count: number): Promise<void> {
  const { id } = await db('people').where({ email: 'ape@example.org' }).first<{ id: string }>('id')
  await transact(db, { id }, async (tx) => {
    const plan = await findPlan(tx.db, parish)
    if (!plan) throw new Error(`there is no parish ${parish}`)
    const initiative = (await listPlanned(tx.db, plan.parishId)).find((each) => each.slug === slug)
    const states = await listSectionStates(tx.db, plan.id)
    const saved = states.find(({ section, initiativeId }) => section === 'finance' && initiativeId === initiative?.id)
    const seen = { section: 'finance' as const, initiativeId: initiative?.id ?? null, version: saved?.version ?? 0 }
    await saveRows(
      tx,
      plan,
      seen,
      Array.from({ length: count }, (_, at) => ({ key: `new-${at}`, input: line(at) })),
      'lv',
    )
  })
}

const line = (at: number) => ({
  kind: 'cost',
  month: `2020-${String((at % 12) + 1).padStart(2, '0')}`,
  category: 'materials',
  what: `Materiāli ${at + 1}`,
  unit: 'gab.',
  quantity: 2.5,
  unitPrice: cents(1000 + at),
  vat: 'gross',
  fromErdf: cents(Math.round(2.5 * (1000 + at))),
  fromPartner: cents(0),
  fromMunicipality: cents(0),
  fromCommunity: cents(0),
  fromInKind: cents(0),
  fromRevenue: cents(0),
  fromOther: cents(0),
})
