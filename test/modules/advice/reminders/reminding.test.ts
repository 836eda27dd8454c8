import { describe, expect } from 'vitest'
import { adviceJobs } from '#modules/advice/reminders/jobs.ts'
import type { ActionItemOwner } from '#modules/advice/sessions/session.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { test } from '../../../support/test.ts'
import { logged } from '../advice-session.ts'
import { idOf } from '../../../support/rows.ts'

const agreed = (what: string, owner: ActionItemOwner, due: string | null) => ({
  what: { source: 'lv' as const, lv: what },
  owner,
  dueOn: due === null ? null : day(due),
})

const remind = async (db: Db, on = '2020-03-02') => {
  for (const { run } of adviceJobs({ db, now: () => new Date(`${on}T06:00:00Z`) })) await run()
}

const letters = (db: Db): Promise<{ recipient: string; locale: string; subject: string; parts: unknown }[]> =>
  db('mailMessages').orderBy(['recipient', 'subject'])

describe('the owner of an agreed step', () => {
  test('gets one letter with all that is due soon or late, in their language', async ({ db }) => {
    await logged(db, 'gaujiena', {
      steps: [
        agreed('Aptaujāt kaimiņus', 'community', '2020-03-05'),
        agreed('Nomērīt telpas', 'community', '2020-02-28'),
        agreed('Atsūtīt paraugu', 'mentor', '2020-03-04'),
        agreed('Vēlāk', 'community', '2020-03-06'),
        agreed('Kad sanāk', 'community', null),
      ],
    })
    await logged(db, 'gaujiena', { steps: [agreed('Saskaņot ar pašvaldību', 'partner', '2020-03-03')] })
    await remind(db)
    const sent = await letters(db)
    expect(sent.map(({ recipient, subject }) => `${recipient} ${subject}`)).toEqual([
      'ape@example.org Saskaņotie nākamie soļi: 1',
      'gaujiena@example.org Saskaņotie nākamie soļi: 2',
      'mentor@example.org Saskaņotie nākamie soļi: 1',
    ])
    const told = JSON.stringify(sent[1]?.parts)
    expect(told).toContain('Aptaujāt kaimiņus')
    expect(told).toContain('2020. gada 28. februāris (termiņš pagājis)')
    expect(told).not.toMatch(/Vēlāk|Kad sanāk|paraugu/)
  })

  test('is told once before a step is due, once after, and again when it is put off', async ({ db }) => {
    const { steps } = await logged(db, 'gaujiena', { steps: [agreed('Aptaujāt', 'community', '2020-03-05')] })
    for (const on of ['2020-03-01', '2020-03-02', '2020-03-02', '2020-03-04', '2020-03-05']) await remind(db, on)
    expect(await letters(db)).toHaveLength(1)
    for (const on of ['2020-03-06', '2020-03-07']) await remind(db, on)
    expect(await letters(db)).toHaveLength(2)
    await db('actionItems').where({ id: steps[0]?.id }).update({ dueOn: '2020-03-20' })
    for (const on of ['2020-03-08', '2020-03-17', '2020-03-18']) await remind(db, on)
    expect(await letters(db)).toHaveLength(3)
  })

  test('hears nothing of what is done, of an idea given up, or of what the community may not know', async ({
    db,
    signedInAs,
  }) => {
    const { steps } = await logged(db, 'gaujiena', { steps: [agreed('Izdarīts', 'community', '2020-03-01')] })
    await (await signedInAs('gaujiena')).post(`/lv/work/advice/steps/${steps[0]?.id}/done`).expect(303)
    const parish = await db('parishes').where({ slug: 'gaujiena' }).first<{ id: string }>('id')
    const titled = { title: { source: 'lv', lv: 'Slepens' }, slug: 'slepens', state: 'idea', parishId: parish.id }
    const initiativeId = await idOf(
      db('initiatives')
        .insert({ ...titled, openToCommunity: false })
        .returning('id'),
    )
    await logged(db, 'gaujiena', {
      initiativeId,
      steps: [agreed('Klusi', 'community', '2020-03-01')],
    })
    await remind(db)
    expect(await letters(db)).toEqual([])
    // It is nobody's yet, and waits for whoever takes over.
    expect(await db('actionItemReminders')).toEqual([])
  })

  test('of a parish where nobody confirms is every member', async ({ db }) => {
    await db('roleAssignments').where({ role: 'member' }).update({ confirms: false })
    await logged(db, 'varska', { steps: [agreed('Helistada', 'community', '2020-03-01')] })
    await remind(db)
    expect((await letters(db)).map(({ recipient, locale }) => `${recipient} ${locale}`)).toEqual([
      'varska@example.org et',
    ])
  })
})
