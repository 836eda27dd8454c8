import { estonianActions } from './actions/estonia.ts'
import { gaujienaActions } from './actions/gaujiena.ts'
import { latvianActions } from './actions/latvia.ts'
import type { DemoAction } from './types.ts'

/** What is to be done for the initiatives of the demonstration, by the slug of each. */
export const demoActions: Readonly<Record<string, readonly DemoAction[]>> = {
  ...gaujienaActions,
  ...latvianActions,
  ...estonianActions,
}
