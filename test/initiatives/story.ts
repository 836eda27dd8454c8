import { perform } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { propose, startDraft, type NewInitiative } from '#initiatives/commands.ts'
import type { PublishedInitiative, State } from '#initiatives/initiative.ts'
import { cents } from '#lib/money.ts'
import { day } from '#lib/day.ts'
import { idOf } from '../advice/story.ts'

export const lv = (text: string) => ({ source: 'lv' as const, lv: text })

export const parishOf = async (db: Db, slug: string) => ({
  parishId: await idOf(db, 'parishes', { slug }),
  parishSlug: slug,
})

export async function anIdea(db: Db, parish: string, member: string | null, input: NewInitiative) {
  const proposedBy = member === null ? null : await idOf(db, 'people', { email: `${member}@example.org` })
  const place = await parishOf(db, parish)
  return perform(db, { id: proposedBy }, (act) => propose(act, place, proposedBy, input))
}

export async function aDraft(db: Db, parish: string, input: NewInitiative) {
  const place = await parishOf(db, parish)
  return perform(db, { id: null }, (act) => startDraft(act, { ...place, ...input }))
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

/** An initiative of a plan in force, as its approval would have left it. */
export async function published(
  db: Db,
  parish: string,
  state: State = 'approved',
  changes: Partial<PublishedInitiative> = {},
) {
  const begun = await aDraft(db, parish, { title: lv('Darba nosaukums') })
  const { parishId } = await parishOf(db, parish)
  const [submittedBy, approvedBy] = [
    await idOf(db, 'people', { email: 'ape@example.org' }),
    await idOf(db, 'people', { email: 'lead@example.org' }),
  ]
  const [plan] = await db('plans')
    .insert({ parishId, state: 'draft' })
    .onConflict('parishId')
    .merge({ state: 'draft' })
    .returning('id')
  const versions = db('planVersions').where({ planId: plan.id })
  const inForce = await versions.clone().first('id')
  const at = new Date('2020-02-01')
  const [version] = inForce
    ? [inForce]
    : await db('planVersions')
        .insert({
          planId: plan.id,
          number: 1,
          snapshot: '{}',
          sha256: '0'.repeat(64),
          submittedBy,
          submittedAt: at,
          approvedBy,
          approvedAt: at,
        })
        .returning('id')
  const shown = content(begun.slug, changes)
  await db('initiatives')
    .where({ id: begun.id })
    .update({ state, dropReason: state === 'dropped' ? JSON.stringify(lv('Nav kam darīt')) : null })
  await db('publishedInitiatives').insert({
    initiativeId: begun.id,
    planVersionId: version.id,
    category: shown.category,
    content: JSON.stringify(shown),
  })
  return begun
}
