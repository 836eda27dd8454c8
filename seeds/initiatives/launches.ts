import { z } from 'zod'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import {
  closeInitiative,
  confirmLaunch,
  makeReady,
  markOperating,
  pauseInitiative,
  proposeLaunch,
} from '#modules/initiatives/launch/commands.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'
import { day } from '#platform/values/day.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import type { People } from '../people/seed.ts'
import { onDay, readStory, text } from '../story.ts'
import { tellFrom } from '../telling.ts'

const launch = z.strictObject({
  slug: z.string(),
  by: z.string(),
  readyOn: onDay,
  launchedOn: onDay,
  /** Left out where the lead partner has not confirmed it yet. */
  confirmedOn: onDay.exactOptional(),
  /** How it went on. */
  then: z.array(
    z.discriminatedUnion('to', [
      z.strictObject({ to: z.literal('operating'), on: onDay }),
      z.strictObject({ to: z.enum(['paused', 'closed']), on: onDay, reason: text }),
    ]),
  ),
})

const present = day('2020-03-02')

/** Brings initiatives of plans in force on their way: ready, launched, working, paused and closed, each by who may. */
export async function seedLaunches(db: Db, people: People): Promise<void> {
  for (const told of readStory('initiatives/launches.json', z.array(launch))) await launchOne(db, told, people)
}

async function launchOne(db: Db, told: z.output<typeof launch>, people: People) {
  const { slug, by, readyOn, launchedOn, confirmedOn, then } = told
  const lead = await people('lead')
  const viewer = await findViewer(db, lead.id, present)
  const { territory } = await db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .where({ 'initiatives.slug': slug })
    .first('territories.slug as territory')
  const staff = await people(territory as string)
  const step = (
    who: { id: string },
    take: (tx: AuditedTransaction, initiative: InitiativeForViewer) => Promise<void>,
  ) =>
    transact(db, who, async (tx) => {
      const initiative = viewer && (await findInitiative(tx.db, viewer, slug))
      if (!initiative) throw new Error(`there is no initiative ${slug}`)
      await take(tx, initiative)
    })

  await tellFrom(db, `${readyOn}T08:00:00Z`)
  await step(staff, (tx, initiative) => makeReady(tx, initiative, present))
  await tellFrom(db, `${launchedOn}T09:30:00Z`)
  await step(await people(by), (tx, initiative) => proposeLaunch(tx, initiative, launchedOn))
  if (confirmedOn !== undefined) {
    await tellFrom(db, `${confirmedOn}T08:15:00Z`)
    await step(lead, async (tx, initiative) => {
      if (initiative.launch) await confirmLaunch(tx, initiative, initiative.launch, present)
    })
  }
  for (const next of then) {
    await tellFrom(db, `${next.on}T12:00:00Z`)
    await step(staff, async (tx, initiative) => {
      if (next.to === 'operating') await markOperating(tx, initiative)
      else await (next.to === 'paused' ? pauseInitiative : closeInitiative)(tx, initiative, next.reason)
    })
  }
}
