import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { MessageState } from '#platform/mail/message.ts'

/** Who may do what with messages: they hold what was written to one person, so nobody reads them but the administrator. */
export const may = {
  read: (viewer: Viewer | null) => hasRole(viewer, 'administrator'),

  /** One that is on its way, or that arrived, is not sent again, nor one of which nothing is kept any more. */
  tryAgain: (viewer: Viewer | null, { state, parts }: { state: MessageState; parts: readonly unknown[] }) =>
    may.read(viewer) && ['failed', 'unsure', 'kept'].includes(state) && parts.length > 0,
}
