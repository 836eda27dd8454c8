import { Gauge, type Registry } from 'prom-client'
import type { Db } from '#platform/db/connection.ts'
import { messageStates } from './message.ts'
import { countMessages } from './queries.ts'

/** Measures how many messages are in each state, whenever somebody asks. */
export function measureMessages(registry: Registry, db: Db): void {
  new Gauge({
    name: 'mail_messages',
    help: 'Messages in each state; failed and unsure ones are for the administrator',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      // While the database is away the other measures are told all the same.
      const counts = await countMessages(db).catch(() => null)
      this.reset()
      if (!counts) return
      for (const state of messageStates) this.set({ state }, counts.find((each) => each.state === state)?.count ?? 0)
    },
  })
}
