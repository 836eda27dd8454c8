import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { setTrainingTargets } from '#modules/training/targets/commands.ts'
import { findTargetBalances, findProjectTargets, listTargets } from '#modules/training/targets/queries.ts'
import {
  balanceChart,
  targetsNotAddingUp,
  projectBalance,
  unplannedHalfDays,
} from '#modules/training/targets/targets.ts'
import { planDay, type SeenDay } from '#modules/training/days/commands.ts'
import * as steps from '#modules/training/days/transition-commands.ts'
import { trainingKinds, type TrainingState } from '#modules/training/days/training-day.ts'
import { dayInput } from '../../../support/day-input.ts'
import { addAttendanceEvidence } from '../../../support/attendance-evidence.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { test, testOfDemo } from '../../../support/test.ts'

const page = '/en/work/training/targets'

describe('the targets of the territories', () => {
  testOfDemo(
    'are shared out by the lead partner, and add up or are refused with both numbers',
    async ({ signedInAs, db }) => {
      const lead = await signedInAs('lead')
      const fields = fieldsOf((await lead.get(page).expect(200)).text)
      expect(fields).toMatchObject({ 'row.ape.theory': '16', 'row.ape.practical': '8' })
      const send = (changes: object) =>
        lead
          .post(page)
          .type('form')
          .send({ ...fields, ...changes })
      const wrong = await send({ 'row.ape.theory': '17' }).expect(422)
      expect(wrong.text).toContain('The targets add up to 53, but the project has to deliver 52.')
      expect(fieldsOf(wrong.text)).toMatchObject({ 'row.ape.theory': '17' })
      await send({ 'row.ape.theory': '14', 'row.engure.theory': '14' }).expect(303)
      expect((await listTargets(db)).find(({ slug }) => slug === 'engure')).toMatchObject({ theory: 14, practical: 8 })
      // The same page again is one that somebody else has left behind.
      const stale = await send({ 'row.ape.theory': '12', 'row.engure.theory': '16' }).expect(409)
      expect(fieldsOf(stale.text)).toMatchObject({ 'row.ape.theory': '12' })
      expect((await listTargets(db)).find(({ slug }) => slug === 'ape')).toMatchObject({ theory: 14 })
    },
  )

  testOfDemo('add up in the database, whoever writes them', async ({ committedDb }) => {
    const change = committedDb.transaction((trx) =>
      trx('trainingTargets').where({ kind: 'theory', halfDays: 16 }).update({ halfDays: 15 }),
    )
    await expect(change).rejects.toMatchObject({ constraint: 'training_targets_sum' })
    const owed = committedDb.transaction((trx) => trx('trainingProjectTargets').update({ practical: 30 }))
    await expect(owed).rejects.toMatchObject({ constraint: 'training_targets_sum' })
  })
})

/** What a random year is made of: an event, whom it is for, and how far it came. */
interface Event {
  kind: number
  organiser: number
  parishes: number[]
  dates: { offset: number; halfDays: number }[]
  fate:
    | 'planned'
    | 'published'
    | 'open'
    | 'closed'
    | 'held'
    | 'evidenced'
    | 'doubted'
    | 'reported'
    | 'cancelled'
    | 'postponed'
}

const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.nat(1),
  organiser: fc.nat(3),
  parishes: fc.uniqueArray(fc.nat(16), { maxLength: 17 }),
  dates: fc.uniqueArray(fc.record({ offset: fc.nat(364), halfDays: fc.integer({ min: 1, max: 2 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ offset }) => offset,
  }),
  fate: fc.constantFrom(
    ...([
      'planned',
      'published',
      'open',
      'closed',
      'held',
      'evidenced',
      'doubted',
      'reported',
      'cancelled',
      'postponed',
    ] as const),
  ),
})

const dayAt = (offset: number) => new Date(Date.UTC(2019, 5, 1 + offset)).toISOString().slice(0, 10) as Day
const because = { source: 'en' as const, en: 'So' }

describe('the day bank after a random year', () => {
  test('says what the rows say, and counts every event once', async ({ db }) => {
    const [lead, territories, parishes] = [
      await viewerOf(db, 'lead'),
      await listTargets(db),
      await db('parishes').orderBy('slug').select<{ id: string; territoryId: string }[]>('id', 'territoryId'),
    ]
    const factsOf = ({ kind, organiser, parishes: served, dates }: Event) =>
      dayInput({
        kind: trainingKinds[kind] ?? 'theory',
        title: { source: 'en', en: 'Random' },
        organiserId: territories[organiser]?.territoryId ?? '',
        place: 'Here',
        dates: dates.map(({ offset, halfDays }) => ({
          onDay: dayAt(offset),
          starts: '10:00',
          ends: '12:00',
          halfDays,
        })),
        parishIds: served.map((at) => parishes[at]?.id ?? ''),
      })

    const year = async (trx: Db, events: Event[]) => {
      for (const told of events)
        await transact(trx, lead, async (tx) => {
          const facts = factsOf(told)
          const { id } = await planDay(tx, facts)
          const seen = async () => (await tx.db('trainingDays').where({ id }).first()) as SeenDay
          for (const step of stepsTo[told.fate]) {
            if (step === steps.completeEvidence) await addAttendanceEvidence(tx.db, id, lead.id)
            await step(tx, await seen())
          }
          if (told.fate === 'cancelled') await steps.cancelDay(tx, await seen(), because)
          if (told.fate === 'postponed') await steps.postponeDay(tx, await seen(), because, facts)
        })
      const lines = await findTargetBalances(trx)
      for (const kind of trainingKinds) {
        const sum = (...states: TrainingState[]) => sumOfRows(trx, kind, states)
        const total = projectBalance(lines, kind)
        expect(total).toMatchObject({
          planned: await sum('planned', 'published', 'registration_open', 'closed'),
          held: await sum('held'),
          evidenced: await sum('evidenced', 'reported'),
        })
        // Told apart from the rows: once an event, whatever number of parishes it served; postponed ones by their replacement.
        const told = events.filter((each) => trainingKinds[each.kind] === kind)
        expect(total.evidenced).toBe(halfDays(told, ['evidenced', 'reported']))
        expect(total.held).toBe(halfDays(told, ['held', 'doubted']))
        expect(total.planned).toBe(halfDays(told, ['planned', 'published', 'open', 'closed', 'postponed']))
        for (const line of lines.filter((each) => each.kind === kind)) {
          const own = told.filter(({ organiser }) => territories[organiser]?.slug === line.territorySlug)
          expect(line.evidenced + line.held + line.planned).toBe(halfDays(own, counted))
          const shared = told.filter(
            ({ organiser, parishes: served }) =>
              territories[organiser]?.slug !== line.territorySlug &&
              served.some((at) => slugOf(parishes[at]?.territoryId) === line.territorySlug),
          )
          expect(line.shared).toBe(halfDays(shared, counted))
        }
      }
    }
    const slugOf = (id = '') => territories.find(({ territoryId }) => territoryId === id)?.slug

    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
        await db
          .transaction(async (trx) => {
            await year(trx, events)
            throw new Error('another year')
          })
          .catch((error: unknown) => expect(error).toMatchObject({ message: 'another year' }))
      }),
      { numRuns: 12 },
    )
  })

  test('is drawn no longer than it is, and never less than nothing', () => {
    const some = fc.nat(60)
    fc.assert(
      fc.property(fc.record({ target: some, planned: some, held: some, evidenced: some }), (balance) => {
        const [bar] = balanceChart([{ label: null, balance }]).bars
        const length = bar?.parts.reduce((sum, { width }) => sum + width, 0) ?? 0
        expect(length).toBeLessThanOrEqual(100.1)
        expect(unplannedHalfDays(balance)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('is refused targets that do not add up, whatever they are', async ({ db }) => {
    const totals = await findProjectTargets(db)
    const targets = (await listTargets(db)).map((target) => ({ ...target, theory: 13, practical: 8 }))
    expect(targetsNotAddingUp(targets, totals)).toEqual([])
    await transact(db, await viewerOf(db, 'lead'), (tx) => setTrainingTargets(tx, totals.version, targets))
    expect(targetsNotAddingUp(targets.slice(1), totals)).toEqual([
      { kind: 'theory', sum: 39, total: 52 },
      { kind: 'practical', sum: 24, total: 32 },
    ])
  })
})

const { publishDay, openRegistration, closeRegistration, markHeld, completeEvidence, rejectEvidence, reportDay } = steps
const stepsTo: Record<Event['fate'], (typeof publishDay)[]> = {
  planned: [],
  published: [publishDay],
  open: [publishDay, openRegistration],
  closed: [publishDay, openRegistration, closeRegistration],
  held: [publishDay, markHeld],
  evidenced: [publishDay, openRegistration, markHeld, completeEvidence],
  doubted: [publishDay, markHeld, completeEvidence, rejectEvidence],
  reported: [publishDay, markHeld, completeEvidence, reportDay],
  cancelled: [publishDay],
  postponed: [publishDay],
}

const counted: Event['fate'][] = [
  'planned',
  'published',
  'open',
  'closed',
  'held',
  'evidenced',
  'doubted',
  'reported',
  'postponed',
]

const halfDays = (events: readonly Event[], fates: readonly Event['fate'][]) =>
  events
    .filter(({ fate }) => fates.includes(fate))
    .flatMap(({ dates }) => dates)
    .reduce((sum, date) => sum + date.halfDays, 0)

async function sumOfRows(db: Db, kind: string, states: TrainingState[]): Promise<number> {
  const rows: { halfDays: number }[] = await db('trainingDates')
    .whereIn('dayId', db('trainingDays').where({ kind }).whereIn('state', states).select('id'))
    .select('halfDays')
  return rows.reduce((sum, row) => sum + row.halfDays, 0)
}
