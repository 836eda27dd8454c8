import { expect } from 'vitest'
import { states } from '#initiatives/initiative.ts'
import { may } from '#initiatives/policy.ts'
import { findInitiative, type SeenInitiative } from '#initiatives/queries.ts'
import type { Viewer } from '#lib/viewer.ts'
import { viewerOf } from '../advice/story.ts'
import { cast, test } from '../support/test.ts'
import { anIdea, lv, published } from './story.ts'

test('lists and pages agree on who may see an initiative', async ({ db }) => {
  const viewers: [string, Viewer | null][] = [['visitor', null]]
  for (const member of cast) viewers.push([member, await viewerOf(db, member)])
  const lead = await viewerOf(db, 'lead')
  const kept = [
    await published(db, 'gaujiena'),
    await anIdea(db, 'gaujiena', 'gaujiena', { title: lv('Mana ideja') }),
    await anIdea(db, 'gaujiena', null, { title: lv('Cita ideja') }),
  ]

  for (const { id, slug } of kept) {
    for (const state of states) {
      for (const openToCommunity of [true, false]) {
        const dropReason = state === 'dropped' ? JSON.stringify(lv('Nav kam')) : null
        await db('initiatives').where({ id }).update({ state, openToCommunity, dropReason })
        const initiative = (await findInitiative(db, lead, slug)) as SeenInitiative
        for (const [name, viewer] of viewers) {
          const listed = (await findInitiative(db, viewer, slug)) !== undefined
          expect(listed, `${name}, ${slug}, ${state}, open ${openToCommunity}`).toBe(may.view(viewer, initiative))
        }
      }
    }
  }
})
