import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { proposeIdea, startInPlan, type NewInitiative } from '#modules/initiatives/initiative/commands.ts'
import type { PublishedInitiative, InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import { cents } from '#platform/values/money.ts'
import { day } from '#platform/values/day.ts'
import { idOf } from '../advice/advice-session.ts'

export const lv = (text: string) => ({ source: 'lv' as const, lv: text })

export const parishOf = async (db: Db, slug: string) => ({
  parishId: await idOf(db, 'parishes', { slug }),
  parishSlug: slug,
})

export async function anIdea(db: Db, parish: string, member: string | null, input: NewInitiative) {
  const proposedBy = member === null ? null : await idOf(db, 'people', { email: `${member}@example.org` })
  const place = await parishOf(db, parish)
  return transact(db, { id: proposedBy }, (tx) => proposeIdea(tx, place, proposedBy, input))
}

export async function aDraft(db: Db, parish: string, input: NewInitiative) {
  const place = await parishOf(db, parish)
  return transact(db, { id: null }, (tx) => startInPlan(tx, { ...place, ...input }))
}

const content = (slug: string, changes: Partial<PublishedInitiative>): PublishedInitiative => ({
  slug,
  title: lv('Kopienas virtuve'),
  category: 'food',
  summary: lv('Siltas pusdienas'),
  description: lv('Gatavo **katru dienu**'),
  responsible: 'Virtuves biedrība',
  startsOn: day('2020-06-01'),
  place: lv('Skolas virtuve'),
  serves: 'residents',
  provider: 'ngo',
  risks: null,
  sustainability: null,
  targetGroups: [{ who: lv('Seniori'), size: 40, gain: lv('siltas pusdienas') }],
  resources: [{ category: 'place', name: lv('Skolas virtuve') }],
  finance: { cost: cents(120_050), income: cents(0), investment: cents(500_000) },
  jobs: [{ kind: 'part_time', fte: 5000, startsOn: null, who: lv('pavāre') }],
  ...changes,
})

async function inForce(db: Db, parish: string): Promise<string> {
  const { parishId } = await parishOf(db, parish)
  await db('plans').insert({ parishId, state: 'draft' }).onConflict('parishId').ignore()
  const planId = await idOf(db, 'plans', { parishId })
  const at = new Date('2020-02-01')
  await db('planVersions')
    .insert({
      planId,
      number: 1,
      snapshot: '{}',
      sha256: '0'.repeat(64),
      submittedBy: await idOf(db, 'people', { email: 'ape@example.org' }),
      submittedAt: at,
      approvedBy: await idOf(db, 'people', { email: 'lead@example.org' }),
      approvedAt: at,
    })
    .onConflict(['planId', 'number'])
    .ignore()
  return idOf(db, 'planVersions', { planId })
}

/** An initiative of a plan in force, as its approval would have left it. */
export async function published(
  db: Db,
  parish: string,
  state: InitiativeState = 'approved',
  changes: Partial<PublishedInitiative> = {},
) {
  const begun = await aDraft(db, parish, { title: lv('Darba nosaukums') })
  const planVersionId = await inForce(db, parish)
  const shown = content(begun.slug, changes)
  await db('publishedInitiatives').insert({
    initiativeId: begun.id,
    planVersionId,
    category: shown.category,
    content: JSON.stringify(shown),
  })
  await moveTo(db, begun.id, state)
  return begun
}

const ways: Partial<Record<InitiativeState, readonly InitiativeState[]>> = {
  drafting: ['drafting'],
  proposed: ['drafting', 'proposed'],
  approved: ['drafting', 'proposed', 'approved'],
  ready: ['drafting', 'proposed', 'approved', 'ready'],
  launched: ['drafting', 'proposed', 'approved', 'ready', 'launched'],
  operating: ['drafting', 'proposed', 'approved', 'ready', 'launched', 'operating'],
  paused: ['drafting', 'proposed', 'approved', 'ready', 'launched', 'operating', 'paused'],
  closed: ['drafting', 'proposed', 'approved', 'ready', 'launched', 'closed'],
  dropped: ['dropped'],
}

const reasons: Partial<Record<InitiativeState, string>> = {
  dropped: 'dropReason',
  paused: 'pauseReason',
  closed: 'closeReason',
}

/** Takes an initiative to a state by the steps that the database allows; what is published of it must be there already. */
export async function moveTo(db: Db, id: string, state: InitiativeState): Promise<void> {
  const { state: from } = await db('initiatives').where({ id }).first<{ state: InitiativeState }>('state')
  const way = ways[state] ?? []
  for (const next of way.slice(way.indexOf(from) + 1)) {
    if (next === 'launched') await aLaunch(db, id)
    const field = reasons[next]
    const reason = field && { [field]: JSON.stringify(lv('Nav kam darīt')) }
    await db('initiatives')
      .where({ id })
      .update({ state: next, ...reason })
  }
}

async function aLaunch(db: Db, initiativeId: string) {
  const [proposedBy, confirmedBy] = [
    await idOf(db, 'people', { email: 'ape@example.org' }),
    await idOf(db, 'people', { email: 'lead@example.org' }),
  ]
  const confirmedAt = new Date('2020-06-02')
  await db('launches').insert({ initiativeId, launchedOn: '2020-06-01', proposedBy, confirmedBy, confirmedAt })
}
