import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { pageInOrder } from '#platform/db/keyset.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Cents } from '#platform/values/money.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { Day } from '#platform/values/day.ts'
import {
  handoverStates,
  handoverTypes,
  type HandoverHalfway,
  type HandoverState,
  type HandoverType,
} from './handover.ts'
import { handoversWithParties, visibleHandovers } from './base-queries.ts'
import { confirmedParishesOf } from './policy.ts'

const handoversPerPage = 30

export interface HandoverFilter {
  state: HandoverState | null
  type: HandoverType | null
  territory: string | null
}

/** What of an address's question lists of handovers know. */
export const handoverFilterOf = (query: Record<string, string>): HandoverFilter => ({
  state: handoverStates.find((each) => each === query['state']) ?? null,
  type: handoverTypes.find((each) => each === query['type']) ?? null,
  territory: query['territory'] ?? null,
})

export interface HandoverInList {
  id: string
  type: HandoverType
  state: HandoverState
  halfway: HandoverHalfway | null
  territory: string
  year: number | null
  number: number | null
  onDay: Day | null
  title: Multilingual
  parishNames: Multilingual
  value: Cents
  lines: number
}

const listed = (db: Db, viewer: Viewer): Query =>
  handoversWithParties(db)
    .modify(visibleHandovers(viewer))
    .select('handovers.id', 'type', 'handovers.state', 'halfway', 'year', 'handovers.number', 'onDay')
    .select('territories.slug as territory', 'parishes.names as parishNames')
    .select(
      db.raw(`coalesce((select content -> 'title' from published_initiatives where initiative_id = initiatives.id), initiatives.title) as title,
        (select coalesce(sum(coalesce(value, gross, 0)), 0)::bigint from handover_lines
          left join equipment_items on equipment_items.id = item_id where handover_id = handovers.id) as value,
        (select count(*) from handover_lines where handover_id = handovers.id)::integer as lines`),
    )

// Those without a number are drafts, or were never issued.
const latest = [
  `(handovers.state = 'draft')`,
  'coalesce(handovers.year, 9999)',
  'coalesce(handovers.number, 0)',
  'handovers.drafted_at',
  'handovers.id',
]

/** The handovers that the viewer may see, drafts first, then the latest number: a page of 30 from the cursor on. */
export async function listHandovers(
  db: Db,
  viewer: Viewer,
  filter: HandoverFilter,
  cursor?: Cursor,
): Promise<ListPage<HandoverInList>> {
  const row = (id: string) =>
    db('handovers')
      .where({ id })
      .select(db.raw(latest.join(', ')))
  const read: HandoverInList[] = await listed(db, viewer)
    .modify((query: Query) => {
      if (filter.state) void query.where('handovers.state', filter.state)
      if (filter.type) void query.where({ type: filter.type })
      if (filter.territory) void query.where('territories.slug', filter.territory)
    })
    .modify(pageInOrder({ by: latest, direction: 'desc', size: handoversPerPage, row }, cursor))
  return pageOf(read, { size: handoversPerPage, cursor }, ({ id }) => [id])
}

export interface WaitingHandover extends HandoverInList {
  issuedAt: Date | null
  overrideAskedAt: Date | null
  overrideBy: string | null
  receivedAt: Date | null
  parishId: string
}

/** Acts that wait for the viewer: their drafts, those not signed yet, what the lead partner is asked, receipts. At most 50. */
export const listWaitingHandovers = builtForViewer<WaitingHandover>((db, viewer) => {
  const parishes = confirmedParishesOf(viewer)
  return listed(db, viewer)
    .where((any) => {
      any.where((own) => {
        own.whereIn('handovers.territoryId', territoryIdsWithRole(viewer, 'partner'))
        own.whereIn('handovers.state', ['draft', 'issued'])
      })
      if (hasRole(viewer, 'lead')) {
        any.orWhere(
          (asked) =>
            void asked.where('handovers.state', 'draft').whereNotNull('overrideAskedAt').whereNull('overrideBy'),
        )
      }
      any.orWhere((come) => {
        come.whereIn('handovers.state', ['issued', 'signed']).whereNull('receivedAt').whereNot({ type: 'return' })
        come.whereRaw('coalesce(target.parish_id, initiatives.parish_id) = any(?)', [parishes])
      })
    })
    .orderByRaw('coalesce(issued_at, drafted_at), handovers.id')
    .limit(50)
    .select('issuedAt', 'overrideAskedAt', 'overrideBy', 'receivedAt')
    .select(db.raw('coalesce(target.parish_id, initiatives.parish_id) as parish_id'))
})

/** People who may confirm for one of these parishes on a day, to be written to. */
export const listReceiptConfirmers = (db: Db, parishIds: readonly string[], day: Day): Promise<ReceiptConfirmer[]> =>
  db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .where({ role: 'member', confirms: true })
    .whereIn('parishId', [...parishIds])
    .whereNull('deactivatedAt')
    .whereRaw('?::date between from_day and coalesce(to_day, ?)', [day, 'infinity'])
    .distinct('people.id', 'email', 'locale')

export interface ReceiptConfirmer {
  id: string
  email: string
  locale: 'lv' | 'et' | 'en'
}
