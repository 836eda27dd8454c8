import { expect } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import { makeReady, ReadinessIncomplete } from '#modules/initiatives/launch/commands.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'
import { day } from '#platform/values/day.ts'
import { viewerOf } from '../../../support/people.ts'
import { testOfDemo as test } from '../../../support/test.ts'

// With real commits: the one waits for the other.
test('what somebody empties while the gate is being passed is seen by the gate', async ({ committedDb }) => {
  const ape = await viewerOf(committedDb, 'ape')
  const found = () => findInitiative(committedDb, ape, 'gaujienas-audeju-darbnica') as Promise<InitiativeForViewer>
  const initiative = await found()
  await committedDb('adviceSessions').where({ initiativeId: initiative.id }).update({ phase: 'design' })

  // As saving a section does: a shared lock on the plan, then its rows.
  const saving = await committedDb.transaction()
  await saving('plans').where({ parishId: initiative.parishId }).forShare().first('id')
  await saving('targetGroups').where({ initiativeId: initiative.id }).delete()
  const passing = transact(committedDb, ape, (tx) => makeReady(tx, initiative, day('2020-03-02')))
  const outcome = expect(passing).rejects.toThrow(ReadinessIncomplete)
  await saving.commit()
  await outcome
  expect((await found()).state).toBe('approved')
})
