import type { Db } from '#db/db.ts'
import type { Store } from '#files/store.ts'
import type { Clock } from '#lib/day.ts'
import type { Printer } from '#print/print.ts'
import type { Limits } from '#web/limits.ts'

/** What of the configuration the pages of a module read. */
export interface Settings {
  /** Scheme, host and port under which people reach the portal, without a final slash. */
  origin: string
  contact: { phone: string; email: string }
  /** Whether this portal is a demonstration, whose accounts everybody may try. */
  demo: boolean
  /** Where letters are handed over; null where none are sent. */
  smtpUrl: string | null
}

/** What the pages and jobs of every module work with; made once, in `app.ts`. */
export interface Services {
  db: Db
  /** Where the bytes of files are. */
  store: Store
  config: Settings
  /** What addresses are signed with that let somebody in without signing in. */
  secret: string
  /** Tells the present instant, in the demonstration that of its story. */
  now: Clock
  limits: Limits
  printer: Printer
}
