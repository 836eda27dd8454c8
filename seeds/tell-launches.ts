import { perform, type Act } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { close, confirmLaunch, makeReady, operate, pause, proposeLaunch } from '#initiatives/launch-commands.ts'
import { findInitiative, type SeenInitiative } from '#initiatives/queries.ts'
import { day } from '#lib/day.ts'
import { findViewer } from '#people/queries.ts'
import { demoLaunches } from './demo/launches.ts'
import type { DemoLaunch } from './demo/story.ts'
import type { People } from './tell.ts'

const present = day('2020-03-02')

/** Brings initiatives of plans in force on their way: ready, launched, working, paused and closed, each by who may. */
export async function tellLaunches(db: Db, people: People): Promise<void> {
  for (const launch of demoLaunches) await launchOne(db, launch, people)
}

async function launchOne(db: Db, { slug, by, launchedOn, confirmed, then }: DemoLaunch, people: People) {
  const lead = await people('lead')
  const viewer = await findViewer(db, lead.id, present)
  const { territory } = await db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .where({ 'initiatives.slug': slug })
    .first('territories.slug as territory')
  const staff = await people(territory as string)
  const step = (who: { id: string }, take: (act: Act, initiative: SeenInitiative) => Promise<void>) =>
    perform(db, who, async (act) => {
      const initiative = viewer && (await findInitiative(act.trx, viewer, slug))
      if (!initiative) throw new Error(`there is no initiative ${slug}`)
      await take(act, initiative)
    })

  await step(staff, (act, initiative) => makeReady(act, initiative, present))
  await step(await people(by), (act, initiative) => proposeLaunch(act, initiative, day(launchedOn)))
  if (confirmed) {
    await step(lead, async (act, initiative) => {
      if (initiative.launch) await confirmLaunch(act, initiative, initiative.launch, present)
    })
  }
  for (const next of then) {
    await step(staff, async (act, initiative) => {
      if (next.to === 'operating') await operate(act, initiative)
      else await (next.to === 'paused' ? pause : close)(act, initiative, next.reason)
    })
  }
}
