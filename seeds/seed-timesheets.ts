import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day, type Month } from '#platform/values/day.ts'
import {
  addAddendum,
  approveTimesheet,
  confirmTimesheet,
  decideAddendum,
  returnTimesheet,
  submitTimesheet,
} from '#modules/mentors/timesheets/commands.ts'
import { findTimesheet } from '#modules/mentors/timesheets/queries.ts'
import { lv } from './demo/text.ts'
import type { People } from './seed-parishes.ts'

const today = day('2020-03-02')

/** One month in each state: locked with addenda, handed in where nobody may confirm, returned, and still being logged. */
export async function seedTimesheets(db: Db, people: People) {
  const [mentor, ape, gaujiena] = [await people('mentor'), await people('ape'), await people('gaujiena')]
  const sheetOf = async (tx: AuditedTransaction, month: string, of = mentor) => {
    const sheet = await findTimesheet(tx.db, of.id, month as Month, today)
    if (!sheet) throw new Error(`nothing was logged in ${month}`)
    return sheet
  }
  const signed = (month: string, at: string, of = mentor) =>
    transact(db, of, async (tx) => submitTimesheet(tx, await sheetOf(tx, month, of), new Date(at)))

  await signed('2019-11', '2019-12-02T09:00:00Z')
  await signed('2019-12', '2020-01-02T10:00:00Z')
  await signed('2020-01', '2020-02-03T08:00:00Z')
  await signed('2020-01', '2020-02-04T08:00:00Z', await people('mentor.engure'))

  const november = (
    person: { id: string },
    run: (tx: AuditedTransaction, sheet: Awaited<ReturnType<typeof sheetOf>>) => Promise<unknown>,
  ) => transact(db, person, async (tx) => run(tx, await sheetOf(tx, '2019-11')))
  await november(gaujiena, async (tx, sheet) => {
    for (const parish of sheet.parishes)
      await confirmTimesheet(tx, sheet, parish, null, new Date('2019-12-03T17:00:00Z'))
  })
  await november(ape, async (tx, sheet) => {
    for (const { territoryId } of sheet.parishes)
      await approveTimesheet(tx, sheet, territoryId, new Date('2019-12-04T08:00:00Z'))
  })
  const addenda = [
    {
      minutes: 20,
      reason: lv('Aizmirsu pierakstīt telefona sarunu ar skolu.', {
        et: 'Unustasin telefonikõne kooliga kirja panna.',
        en: 'I forgot to log a telephone call with the school.',
      }),
    },
    {
      minutes: -15,
      reason: lv('Sarunas beigas bija par citu projektu.', {
        et: 'Vestluse lõpp oli teisest projektist.',
        en: 'The end of the talk was about another project.',
      }),
    },
  ]
  for (const [at, addendum] of addenda.entries()) {
    await november(mentor, (tx, sheet) =>
      addAddendum(
        tx,
        sheet,
        { ...addendum, parishId: sheet.parishes[0]?.id ?? '' },
        new Date(`2019-12-1${at}T08:00:00Z`),
      ),
    )
  }
  await november(ape, async (tx, { addenda: [first] }) => {
    if (first) await decideAddendum(tx, first, true, new Date('2019-12-12T08:00:00Z'))
  })
  await transact(db, gaujiena, async (tx) => {
    const { id, version } = await sheetOf(tx, '2020-01')
    const note = lv('Runājām stundu, ne pusotru (21. janvārī).', {
      et: 'Rääkisime tund aega, mitte poolteist tundi (21. jaanuaril).',
      en: 'We talked for an hour, not for an hour and a half (on 21 January).',
    })
    if (id !== null) await returnTimesheet(tx, { id, version }, note, new Date('2020-02-05T19:00:00Z'))
  })
}
