import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** The launch of an initiative as somebody proposed it, and whether the lead partner confirmed it or gave it back. */
export interface Launch {
  id: string
  version: number
  launchedOn: Day
  proposedBy: string
  proposerName: string
  confirmed: boolean
  returnNote: Multilingual | null
}

/** Whether a launch waits for the lead partner. */
export const awaitsConfirmation = (launch: Pick<Launch, 'confirmed' | 'returnNote'> | null): boolean =>
  launch !== null && !launch.confirmed && launch.returnNote === null
