import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { findDay, listDays } from '#modules/training/days/queries.ts'
import { may } from '#modules/training/days/policy.ts'
import {
  canTransition,
  trainingStates,
  type TrainingState,
  type TrainingDay,
} from '#modules/training/days/training-day.ts'
import { addAttendanceEvidence } from '../../../support/attendance-evidence.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'

describe('who may see and change a training day', () => {
  test('is the same in the list, on the page, and in the policy, for everybody and every day', async ({ db }) => {
    const all = await listDays(db, await viewerOf(db, 'lead'))
    expect(new Set(all.map(({ state }) => state)).size).toBeGreaterThan(5)
    for (const member of [...demoMembers, null]) {
      const viewer = member && (await viewerOf(db, member))
      const listed = new Set((await listDays(db, viewer)).map(({ id }) => id))
      for (const day of all) {
        expect(listed.has(day.id), `${member} and ${day.slug}`).toBe(may.view(viewer, day))
        expect((await findDay(db, viewer, day.slug)) !== undefined).toBe(may.view(viewer, day))
      }
    }
  })

  test('lets staff of every territory that a joint event is for change it, and nobody else but the lead', async ({
    db,
  }) => {
    const events = await findDay(db, null, 'pasakumu-organizesana')
    for (const member of demoMembers)
      expect(may.manage(await viewerOf(db, member), events as TrainingDay), member).toBe(
        ['engure', 'ape', 'lead'].includes(member),
      )
  })

  test('never shows the link to the meeting to who does not work on the day', async ({ db, signedInAs }) => {
    const link = 'zoom.example.org'
    for (const member of demoMembers) {
      const browser = await signedInAs(member)
      const works = ['engure', 'ape', 'lead', 'auditor'].includes(member)
      expect((await findDay(db, await viewerOf(db, member), 'pasakumu-organizesana'))?.onlineAt !== '').toBe(works)
      expect((await browser.get('/en/training/pasakumu-organizesana').expect(200)).text).not.toContain(link)
    }
    const visitor = await signedInAs(null)
    for (const page of ['/en/training', '/en/training/pasakumu-organizesana', '/en/training/feed.ics'])
      expect((await visitor.get(page).expect(200)).text).not.toContain(link)
  })

  test('asks the same of the database however many days there are', async ({ db, signedInAs }) => {
    const visitor = await signedInAs(null)
    const asked = (path: string) => queriesOf(db, () => visitor.get(path).expect(200))
    expect(await asked('/en/training')).toBe(3)
    expect(await asked('/en/training?view=month&month=2020-03')).toBe(3)
    expect(await asked('/en/training/lideris')).toBe(2)
    const staff = await signedInAs('engure')
    expect(await queriesOf(db, () => staff.get('/en/work/training').expect(200))).toBeLessThanOrEqual(5)
  })
})

const ways: Record<TrainingState, TrainingState[]> = {
  planned: [],
  published: ['published'],
  registration_open: ['published', 'registration_open'],
  closed: ['published', 'closed'],
  held: ['published', 'held'],
  evidenced: ['published', 'held', 'evidenced'],
  reported: ['published', 'held', 'evidenced', 'reported'],
  postponed: ['postponed'],
  cancelled: ['cancelled'],
}

describe('the steps of a day', () => {
  test('are the same here and in the database', async ({ db }) => {
    const planned = await db('trainingDays').where({ state: 'planned' }).whereNotIn('id', replacements(db)).first('id')
    const { id } = planned as { id: string }
    const another = await db('trainingDays').where({ slug: 'lideris' }).first<{ id: string }>('id')
    const lead = await viewerOf(db, 'lead')
    const go = (trx: Db, state: TrainingState) =>
      trx('trainingDays')
        .where({ id })
        .update({
          state,
          published: trx.raw('published or ?', [!['planned', 'postponed', 'cancelled'].includes(state)]),
          reason: { source: 'en', en: 'So' },
          replacedById: state === 'postponed' ? another.id : null,
        })
    for (const from of trainingStates) {
      for (const to of trainingStates.filter((each) => each !== from)) {
        let taken = false
        await db
          .transaction(async (trx) => {
            for (const step of ways[from]) {
              await go(trx, step)
              if (step === 'held') await addAttendanceEvidence(trx, id, lead.id)
            }
            taken = await trx
              .transaction((inner) => go(inner, to))
              .then(
                () => true,
                () => false,
              )
            throw new Error('back')
          })
          .catch((error: unknown) => expect(error).toMatchObject({ message: 'back' }))
        expect(taken, `${from} to ${to}`).toBe(canTransition(from, to))
      }
    }
  })
})

const replacements = (db: Db) => db('trainingDays').whereNotNull('replacedById').select('replacedById')
