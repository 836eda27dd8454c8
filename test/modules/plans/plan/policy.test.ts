import { expect } from 'vitest'
import { day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import type { Plan, PlanState } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan, listPlans } from '#modules/plans/plan/queries.ts'
import { demoMembers, test } from '../../../support/test.ts'
import { idOf } from '../../../support/rows.ts'

const states: PlanState[] = ['none', 'draft', 'submitted', 'returned', 'approved']
const verbs = ['view', 'begin', 'edit', 'submit', 'withdraw', 'decide', 'reopen', 'comment'] as const

/** What each of the cast may do to Gaujiena's plan in each state; nobody else may do anything. */
const table: Record<string, Record<PlanState, string>> = {
  ape: {
    none: 'view begin comment',
    draft: 'view edit submit comment',
    submitted: 'view withdraw comment',
    returned: 'view edit submit comment',
    approved: 'view reopen comment',
  },
  lead: {
    none: 'view comment',
    draft: 'view comment',
    submitted: 'view decide comment',
    returned: 'view comment',
    approved: 'view comment',
  },
  mentor: {
    none: 'view comment',
    draft: 'view comment',
    submitted: 'view comment',
    returned: 'view comment',
    approved: 'view comment',
  },
  auditor: { none: 'view', draft: 'view', submitted: 'view', returned: 'view', approved: 'view' },
}

test('each of the cast may do to a plan what the table says', async ({ db }) => {
  const gaujiena = (await findPlan(db, 'gaujiena')) as Plan
  for (const member of demoMembers) {
    const viewer = await known(db, member)
    for (const state of states) {
      const allowed = verbs.filter((verb) => may[verb](viewer, { ...gaujiena, state })).join(' ')
      expect(allowed, `${member}, ${state}`).toBe(table[member]?.[state] ?? '')
    }
  }
})

test('lists and pages agree on who may see the work on a plan', async ({ db }) => {
  for (const member of demoMembers) {
    const viewer = await known(db, member)
    const listed = new Set((await listPlans(db, viewer)).map(({ parishSlug }) => parishSlug))
    for (const slug of ['gaujiena', 'ape', 'varska', 'engure', 'illuka']) {
      const plan = (await findPlan(db, slug)) as Plan
      expect(listed.has(slug), `${member}, ${slug}`).toBe(may.view(viewer, plan))
    }
  }
})

async function known(db: Parameters<typeof findViewer>[0], member: string): Promise<Viewer> {
  const id = await idOf(db('people').where({ email: `${member}@example.org` }))
  return (await findViewer(db, id, day('2020-03-02'))) as Viewer
}
