import { expect } from 'vitest'
import type { Assessment, AssessmentState } from '#modules/assessments/assessment/assessment.ts'
import { may, mayReadAnswer } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, listAssessments } from '#modules/assessments/assessment/queries.ts'
import { visibilities } from '#modules/methodology/editions/methodology.ts'
import { viewerOf } from '../../../support/people.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'

const states: AssessmentState[] = ['none', 'draft', 'submitted', 'returned', 'approved', 'frozen']
const verbs = [
  'view',
  'begin',
  'edit',
  'submit',
  'withdraw',
  'decide',
  'freeze',
  'meet',
  'readNames',
  'writeNames',
] as const

const names = 'readNames writeNames'
/** What each of the cast may do to Gaujiena's assessment in each state; nobody else may do anything. */
const table: Record<string, Record<AssessmentState, string>> = {
  ape: {
    none: `view begin ${names}`,
    draft: `view edit submit meet ${names}`,
    submitted: `view withdraw meet ${names}`,
    returned: `view edit submit meet ${names}`,
    approved: `view meet ${names}`,
    frozen: `view ${names}`,
  },
  lead: {
    none: 'view readNames',
    draft: 'view readNames',
    submitted: 'view decide readNames',
    returned: 'view readNames',
    approved: 'view freeze readNames',
    frozen: 'view readNames',
  },
  mentor: { none: 'view', draft: 'view', submitted: 'view', returned: 'view', approved: 'view', frozen: 'view' },
  auditor: Object.fromEntries(states.map((state) => [state, 'view readNames'])) as Record<AssessmentState, string>,
}

test('each of the cast may do to an assessment what the table says', async ({ db }) => {
  const gaujiena = (await findAssessment(db, 'gaujiena', 'final')) as Assessment
  for (const member of demoMembers) {
    const viewer = await viewerOf(db, member)
    for (const state of states) {
      const allowed = verbs.filter((verb) => may[verb](viewer, { ...gaujiena, state })).join(' ')
      expect(allowed, `${member}, ${state}`).toBe(table[member]?.[state] ?? '')
    }
  }
})

test('nobody decides on what they submitted themselves', async ({ db }) => {
  const gaujiena = (await findAssessment(db, 'gaujiena', 'final')) as Assessment
  const lead = await viewerOf(db, 'lead')
  expect(may.decide(lead, { ...gaujiena, state: 'submitted', submittedBy: lead.id })).toBe(false)
})

/** Whose approved answers in Gaujiena each reads. */
const readers: Record<string, string> = {
  visitor: 'public',
  gaujiena: 'public community',
  ...Object.fromEntries(['ape', 'lead', 'mentor', 'auditor'].map((member) => [member, 'public community staff'])),
}

test('approved answers are read as far as their question says', async ({ db }) => {
  const gaujiena = (await findAssessment(db, 'gaujiena', 'final')) as Assessment
  for (const member of ['visitor', ...demoMembers] as const) {
    const viewer = member === 'visitor' ? null : await viewerOf(db, member)
    const read = visibilities.filter((visibility) => mayReadAnswer(viewer, gaujiena, visibility)).join(' ')
    expect(read, member).toBe(readers[member] ?? 'public')
  }
})

test('lists and pages agree on who may see the work on an assessment', async ({ db }) => {
  for (const member of demoMembers) {
    const viewer = await viewerOf(db, member)
    const listed = new Set((await listAssessments(db, viewer)).map(({ parishSlug }) => parishSlug))
    for (const slug of ['gaujiena', 'trapene', 'varska', 'engure', 'iisaku']) {
      const assessment = (await findAssessment(db, slug, 'baseline')) as Assessment
      expect(listed.has(slug), `${member}, ${slug}`).toBe(may.view(viewer, assessment))
    }
  }
})
