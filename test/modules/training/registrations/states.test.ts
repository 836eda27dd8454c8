import { describe, expect, test } from 'vitest'
import { day } from '#platform/values/day.ts'
import {
  stateAfter,
  registrationTransitions,
  closedBecause,
  freePlaces,
  offersFreedPlaces,
  hasEnded,
  offerDeadline,
  registrationStates,
  type RegistrationDay,
} from '#modules/training/registrations/registration.ts'
import { trainingStates } from '#modules/training/days/training-day.ts'

const weaving: RegistrationDay = {
  id: '',
  version: 1,
  slug: 'weaving',
  title: { source: 'en', en: 'Weaving' },
  state: 'registration_open',
  published: true,
  modality: 'onsite',
  place: '',
  onlineAt: '',
  organiserId: '',
  serves: [],
  capacity: 20,
  registrationClosesOn: null,
  reason: null,
  replacedBySlug: null,
  replacedByTitle: null,
  replacedOn: [],
  replacementReason: null,
  dates: [{ id: '', onDay: day('2020-03-20'), startsAt: new Date(), endsAt: new Date() }],
  scheduleHash: '',
  taken: 0,
  waiting: 0,
  beginsAt: new Date('2020-03-19T22:00:00Z'),
}

describe('a registration', () => {
  test('goes from each state where a move leads, and nowhere else', () => {
    const table = Object.fromEntries(
      registrationStates.map((state) => [
        state,
        Object.fromEntries(
          registrationTransitions.flatMap((move) => (stateAfter(state, move) ? [[move, stateAfter(state, move)]] : [])),
        ),
      ]),
    )
    expect(table).toEqual({
      registered: { cancel: 'cancelled' },
      waiting: { offer: 'offered', cancel: 'cancelled' },
      offered: { accept: 'registered', decline: 'declined', expire: 'expired', cancel: 'cancelled' },
      cancelled: {},
      declined: {},
      expired: {},
    })
  })

  test('that is over leads nowhere, and every other can be cancelled', () => {
    for (const state of registrationStates) expect(stateAfter(state, 'cancel') === null, state).toBe(hasEnded(state))
  })

  test('takes one of the free places, as long as they are counted', () => {
    expect(freePlaces({ capacity: 20, taken: 19 })).toBe(1)
    expect(freePlaces({ capacity: 20, taken: 20 })).toBe(0)
    expect(freePlaces({ capacity: null, taken: 400 })).toBeNull()
  })
})

describe('registration', () => {
  test('is open in one state of the day only', () => {
    const open = trainingStates.filter((state) => closedBecause({ ...weaving, state }, day('2020-03-02')) === null)
    expect(open).toEqual(['registration_open'])
  })

  test.for([
    ['2020-03-10', '2020-03-10', null],
    ['2020-03-10', '2020-03-11', 'passed'],
    [null, '2020-03-19', null],
    [null, '2020-03-20', 'passed'],
    // Whatever was written down, nobody registers for a day that has begun.
    ['2020-03-25', '2020-03-20', 'passed'],
  ] as const)('that closes on %s is on %s: %s', ([closesOn, today, expected]) => {
    const registrationClosesOn = closesOn && day(closesOn)
    expect(closedBecause({ ...weaving, registrationClosesOn }, day(today))).toBe(expected)
  })

  test('of a day without a date is not open', () => {
    expect(closedBecause({ ...weaving, dates: [] }, day('2020-03-02'))).toBe('not_open')
    expect(offersFreedPlaces({ ...weaving, beginsAt: null }, new Date('2020-03-02T10:00:00Z'))).toBe(false)
  })
})

describe('an offer', () => {
  test('lasts 48 hours, and ends with the eve of the day at the latest', () => {
    const begins = new Date('2020-03-19T22:00:00Z')
    expect(offerDeadline(new Date('2020-03-02T10:00:00Z'), begins)).toEqual(new Date('2020-03-04T10:00:00Z'))
    expect(offerDeadline(new Date('2020-03-19T10:00:00Z'), begins)).toEqual(begins)
  })

  test('is made until the day begins, after registration has closed too, and of no day that is called off', () => {
    const before = new Date('2020-03-19T21:59:59Z')
    const gives = trainingStates.filter((state) => offersFreedPlaces({ ...weaving, state }, before))
    expect(gives).toEqual(['registration_open', 'closed'])
    expect(offersFreedPlaces(weaving, new Date('2020-03-19T22:00:00Z'))).toBe(false)
  })
})
