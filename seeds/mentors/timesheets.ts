import { z } from 'zod'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import {
  addAddendum,
  approveTimesheet,
  confirmTimesheet,
  decideAddendum,
  returnTimesheet,
  submitTimesheet,
} from '#modules/mentors/timesheets/commands.ts'
import { findTimesheet } from '#modules/mentors/timesheets/queries.ts'
import type { People } from '../people/seed.ts'
import { inMonth, instant, readStory, text } from '../story.ts'

const month = { mentor: z.string(), month: inMonth }
const step = z.strictObject({ by: z.string(), at: instant })

/** One month in each state: locked with addenda, handed in where nobody may confirm, returned, and still being logged. */
const timesheets = z.strictObject({
  submitted: z.array(z.strictObject({ ...month, at: instant })),
  locked: z.strictObject({
    ...month,
    confirmed: step,
    approved: step,
    addenda: z.array(z.strictObject({ minutes: z.int(), at: instant, reason: text })),
    /** When and by whom the first addendum was accepted. */
    decided: step,
  }),
  returned: z.strictObject({ ...month, by: z.string(), at: instant, note: text }),
})

type Month = Pick<z.output<typeof timesheets>['locked'], 'mentor' | 'month'>

const today = day('2020-03-02')

/** Tells how the months of the mentors were signed. */
export async function seedTimesheets(db: Db, people: People): Promise<void> {
  const { submitted, locked, returned } = readStory('mentors/timesheets.json', timesheets)
  const sheetOf = async (tx: AuditedTransaction, { mentor, month }: Month) => {
    const sheet = await findTimesheet(tx.db, (await people(mentor)).id, month, today)
    if (!sheet) throw new Error(`nothing was logged in ${month}`)
    return sheet
  }
  type Sheet = Awaited<ReturnType<typeof sheetOf>>
  const as = async (by: string, told: Month, run: (tx: AuditedTransaction, sheet: Sheet) => Promise<unknown>) =>
    transact(db, await people(by), async (tx) => run(tx, await sheetOf(tx, told)))

  for (const told of submitted) await as(told.mentor, told, (tx, sheet) => submitTimesheet(tx, sheet, told.at))
  const { confirmed, approved, addenda, decided } = locked
  await as(confirmed.by, locked, async (tx, sheet) => {
    for (const parish of sheet.parishes) await confirmTimesheet(tx, sheet, parish, null, confirmed.at)
  })
  await as(approved.by, locked, async (tx, sheet) => {
    for (const { territoryId } of sheet.parishes) await approveTimesheet(tx, sheet, territoryId, approved.at)
  })
  for (const { at, ...addendum } of addenda)
    await as(locked.mentor, locked, (tx, sheet) =>
      addAddendum(tx, sheet, { ...addendum, parishId: sheet.parishes[0]?.id ?? '' }, at),
    )
  await as(decided.by, locked, async (tx, { addenda: [first] }) => {
    if (first) await decideAddendum(tx, first, true, decided.at)
  })
  await as(returned.by, returned, async (tx, { id, version }) => {
    if (id !== null) await returnTimesheet(tx, { id, version }, returned.note, returned.at)
  })
}
