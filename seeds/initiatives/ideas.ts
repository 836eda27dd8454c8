import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { dropInitiative, proposeIdea, type NewInitiative } from '#modules/initiatives/initiative/commands.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { initiativeFacts, type DemoInitiative } from './schema.ts'

const facts = initiativeFacts.strip()

/** What an initiative is by itself, without how far it came and the rows of its plan. */
export const inputOf = (told: DemoInitiative): NewInitiative => facts.parse(told)

interface Ideas {
  parish: string
  initiatives: readonly DemoInitiative[]
}

// Who of a parish has an account, and proposes its ideas.
const proposers = ['gaujiena', 'varska']

/** Proposes the ideas of a parish that nobody has planned yet, and drops those that were dropped. */
export async function seedIdeas(db: Db, { parish, initiatives }: Ideas, people: People): Promise<void> {
  const proposer = proposers.includes(parish) ? await people(parish) : null
  const place = { parishId: await idIn(db, 'parishes', { slug: parish }), parishSlug: parish }
  for (const each of initiatives.filter(({ state }) => state !== 'drafting')) {
    await transact(db, proposer ?? { id: null }, async (tx) => {
      const idea = await proposeIdea(tx, place, proposer?.id ?? null, inputOf(each))
      const seen = { ...idea, version: 1, state: 'idea' as const, parishId: place.parishId }
      if (each.dropReason) await dropInitiative(tx, seen, each.dropReason)
    })
  }
}
