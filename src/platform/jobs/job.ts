/** Something done again and again: it looks for what is due and does it, so that running it once more does no harm. */
export interface Job {
  /** Names it in the queue: a module and a verb, such as `training.remind`. */
  name: string
  /** When, as cron says it, in Riga's time: minute, hour, day of the month, month, weekday. */
  cron: string
  run: () => Promise<void>
}
