import { describe, expect } from 'vitest'
import { z } from 'zod'
import { timesheetDocument } from '#modules/mentors/timesheets/document.ts'
import type { Timesheet } from '#modules/mentors/timesheets/timesheet.ts'
import { printer } from '#platform/pdf/printer.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { monthAt } from './timesheet-setup.ts'
import { rowOf } from '../../../support/rows.ts'

const parish = {
  id: 'p1',
  slug: 'gaujiena',
  names: { source: 'lv' as const, lv: 'Gaujienas pagasts — āčēģīķļņšūž', et: 'Gaujiena õäöü', en: 'Gaujiena' },
  territoryId: 't1',
  territoryNames: { source: 'lv' as const, lv: 'Ape' },
  minutes: 3600,
  confirmers: 1,
  confirmedAt: new Date('2020-02-02T10:00:00Z'),
  confirmerName: 'Ķirse Šūž',
  reason: null,
  approvedAt: new Date('2020-02-03T10:00:00Z'),
  approverName: 'Õnne Käär',
}

/** A month of sixty sessions, locked. */
const sixty = {
  id: 's1',
  version: 3,
  mentorId: 'm1',
  mentor: 'Demo mentors <b> Иванова',
  month: '2020-01',
  state: 'locked',
  sessions: Array.from({ length: 60 }, (_, at) => ({
    id: `a${at}`,
    parishId: 'p1',
    heldOn: `2020-01-${String((at % 30) + 1).padStart(2, '0')}`,
    minutes: 60,
    channel: 'onsite',
    phase: 'design',
    topics: ['money', 'law', 'equipment'],
  })),
  parishes: [parish],
  minutes: 3600,
  submissionId: 'u1',
  number: 1,
  sha256: 'a'.repeat(64),
  submittedBy: 'm1',
  submittedAt: new Date('2020-02-01T10:00:00Z'),
  returnNote: null,
  returnerName: null,
  returnedAt: null,
  lockedAt: new Date('2020-02-03T10:00:00Z'),
  addenda: [],
} as unknown as Timesheet

describe('a timesheet on paper', () => {
  test('has every session, its sums, and lines to sign on, in the letters of three languages', async () => {
    const press = printer(null)
    for (const locale of ['lv', 'et', 'en'] as const) {
      const { pdf } = await press.print('document', timesheetDocument(locale, sixty))
      const { text, isTagged } = await reading(pdf)
      expect(isTagged).toBe(true)
      expect(text).toContain('Demo mentors <b> Иванова')
      expect(text).toMatch(/3\D?600/)
      expect(text).toContain('Ķirse Šūž')
      expect(text).toContain('Õnne Käär')
      if (locale === 'lv') expect(text).toContain('Gaujienas pagasts — āčēģīķļņšūž')
      if (locale === 'et') expect(text).toContain('Gaujiena õäöü')
    }
  })

  test('is printed from what was signed, for those who see the whole month', async ({ signedInAs, db }) => {
    const at = `${await monthAt(db, '2019-11')}/timesheet.pdf`
    const printed = await (await signedInAs('ape')).get(at).buffer().parse(bytes).expect(200)
    const { text } = await reading(printed.body as Uint8Array)
    const submission = await rowOf(db('timesheetSubmissions').orderBy('submittedAt'), { sha256: z.string() })
    expect(text).toContain(submission.sha256)
    expect(text).toContain('Demo iedzīvotāja (Gaujiena)')
    expect(text).toContain('I forgot to log a telephone call')
    await (await signedInAs('gaujiena')).get(at).expect(404)
  })
})
