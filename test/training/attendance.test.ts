import { describe, expect } from 'vitest'
import type { Db } from '#db/db.ts'
import type { TrainingDay } from '#training/training.ts'
import { heldDay, register } from '../support/held-day.ts'
import { test } from '../support/test.ts'

const listOf = (day: TrainingDay, at = 0) => `/en/work/training/${day.slug}/dates/${day.dates[at]?.id}/attendance`

const marked = async (db: Db, day: TrainingDay) =>
  db('attendances')
    .join('participants', 'participants.id', 'participantId')
    .where({ dateId: day.dates[0]?.id })
    .orderBy('name')
    .select('name', 'minutes', 'method')

/** What the form of the list sends: who was there, and what stood there when it was opened. */
const here = (ids: readonly string[], more: Record<string, string> = {}, was = ''): Record<string, string> => ({
  rows: [...ids, 'new-1'].join(' '),
  method: 'paper',
  ...Object.fromEntries(
    ids.flatMap((id) => [
      [`row.${id}.here`, 'yes'],
      [`row.${id}.minutes`, '300'],
      [`row.${id}.was`, was],
    ]),
  ),
  ...more,
})

describe('the list of a date', () => {
  test('is written in one save, with minutes, and people who came without registering', async ({ as, db }) => {
    const day = await heldDay(db)
    const [anna = '', berta = ''] = await register(db, day, ['Anna', 'Berta'])
    const staff = await as('ape')
    expect((await staff.get(listOf(day))).text).toContain('value="300"')
    const sent = here([anna], {
      rows: `${anna} ${berta} new-1 new-2`,
      [`row.${anna}.minutes`]: '240',
      'row.new-1.name': "Ķēniņš <b>O'Neill</b> Жуков",
      'row.new-1.contact': '+371 2000 0000',
      'row.new-1.minutes': '60',
    })
    await staff.post(listOf(day)).type('form').send(sent).expect(303)
    expect(await marked(db, day)).toEqual([
      { name: 'Anna', minutes: 240, method: 'paper' },
      { name: "Ķēniņš <b>O'Neill</b> Жуков", minutes: 60, method: 'paper' },
    ])
    expect((await staff.get(listOf(day))).text).toContain('Ķēniņš &lt;b&gt;O&#39;Neill&lt;/b&gt; Жуков')
  })
})
