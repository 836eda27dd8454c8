import { expect } from 'vitest'
import { initiativeStates, type InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { viewerOf } from '../../advice/advice-session.ts'
import { demoMembers, test, type Member } from '../../../support/test.ts'
import { anIdea, lv, published, moveTo } from '../initiative-setup.ts'

test('lists and pages agree on who may see an initiative', async ({ db }) => {
  const viewers: [string, Viewer | null][] = [['visitor', null]]
  for (const member of demoMembers) viewers.push([member, await viewerOf(db, member)])
  const lead = await viewerOf(db, 'lead')
  const unpublished: InitiativeState[] = ['idea', 'drafting', 'proposed', 'approved', 'dropped']
  const afterwards: InitiativeState[] = ['approved', 'operating', 'dropped']
  const kept: [string, string, InitiativeState][] = []
  for (const state of initiativeStates) {
    // From its publication on, an initiative is everybody's to see.
    if (afterwards.includes(state)) kept.push([...keyOf(await published(db, 'gaujiena', state)), state])
    if (!unpublished.includes(state)) continue
    for (const proposer of ['gaujiena', null]) {
      const idea = await anIdea(db, 'gaujiena', proposer, { title: lv('Ideja') })
      await moveTo(db, idea.id, state)
      kept.push([...keyOf(idea), state])
    }
  }

  for (const [id, slug, state] of kept) {
    for (const openToCommunity of [true, false]) {
      await db('initiatives').where({ id }).update({ openToCommunity })
      const initiative = (await findInitiative(db, lead, slug)) as InitiativeForViewer
      expect(initiative.state).toBe(state)
      for (const [name, viewer] of viewers) {
        const listed = (await findInitiative(db, viewer, slug)) !== undefined
        expect(listed, `${name}, ${slug}, ${state}, open ${openToCommunity}`).toBe(may.view(viewer, initiative))
      }
    }
  }
})

const keyOf = ({ id, slug }: { id: string; slug: string }): [string, string] => [id, slug]

const verbs = ['makeReady', 'proposeLaunch', 'decideLaunch', 'operate', 'pause', 'close'] as const

/** What each of the cast may do to a published initiative of Gaujiena in each state; nobody else may do anything. */
const table: Partial<Record<Member, Partial<Record<InitiativeState, string>>>> = {
  ape: {
    approved: 'makeReady',
    ready: 'proposeLaunch',
    launched: 'operate close',
    operating: 'pause close',
    paused: 'operate close',
  },
  lead: { ready: 'decideLaunch' },
  gaujiena: { ready: 'proposeLaunch' },
}

test('each of the cast may bring an initiative on its way as the table says', async ({ db }) => {
  const { slug } = await published(db, 'gaujiena')
  const initiative = (await findInitiative(db, await viewerOf(db, 'lead'), slug)) as InitiativeForViewer
  const { id: staffId } = await viewerOf(db, 'ape')
  const launch = { confirmed: false, returnNote: null, proposedBy: staffId }
  for (const member of demoMembers) {
    const viewer = await viewerOf(db, member)
    for (const state of initiativeStates) {
      const it = { ...initiative, state, launch } as InitiativeForViewer
      const allowed = verbs.filter((verb) => may[verb](viewer, it)).join(' ')
      expect(allowed, `${member}, ${state}`).toBe(table[member]?.[state] ?? '')
      expect(verbs.filter((verb) => may[verb](null, it))).toEqual([])
    }
  }
})

test('nobody confirms a launch that they reported themselves, that nobody reported, or that was given back', async ({
  db,
}) => {
  const { slug } = await published(db, 'gaujiena', 'ready')
  const lead = await viewerOf(db, 'lead')
  const initiative = (await findInitiative(db, lead, slug)) as InitiativeForViewer
  const reported = { confirmed: false, returnNote: null, proposedBy: 'somebody' }
  const decide = (launch: object | null) => may.decideLaunch(lead, { ...initiative, launch } as InitiativeForViewer)
  expect(decide(reported)).toBe(true)
  expect(decide({ ...reported, proposedBy: lead.id })).toBe(false)
  expect(decide(null)).toBe(false)
  expect(decide({ ...reported, returnNote: lv('Nav pareizā diena') })).toBe(false)
})
