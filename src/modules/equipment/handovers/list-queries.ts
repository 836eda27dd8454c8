import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { Day } from '#platform/values/day.ts'
import { handoverStates, handoverTypes, type HandoverState, type HandoverType } from './handover.ts'
import { handoversWithParties, visibleHandovers } from './base-queries.ts'
import { confirmedParishesOf } from './policy.ts'

export const handoversPerPage = 30

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
  territory: string
  year: number | null
  number: number | null
  onDay: Day | null
  title: Multilingual
  parishNames: Multilingual
  value: Cents
  lines: number
  /** How many there are on all pages. */
  total: number
}

const listed = (db: Db, viewer: Viewer): Query =>
  handoversWithParties(db)
    .modify(visibleHandovers(viewer))
    .select('handovers.id', 'type', 'handovers.state', 'year', 'handovers.number', 'onDay')
    .select('territories.slug as territory', 'parishes.names as parishNames')
    .select(
      db.raw(`coalesce((select content -> 'title' from published_initiatives where initiative_id = initiatives.id), initiatives.title) as title,
        (select coalesce(sum(coalesce(value, gross, 0)), 0)::bigint from handover_lines
          left join equipment_items on equipment_items.id = item_id where handover_id = handovers.id) as value,
        (select count(*) from handover_lines where handover_id = handovers.id)::integer as lines,
        count(*) over ()::integer as total`),
    )

/** The handovers that the viewer may see: drafts first, then the latest number. */
export const listHandovers = (db: Db, viewer: Viewer, filter: HandoverFilter, offset = 0): Promise<HandoverInList[]> =>
  listed(db, viewer)
    .modify((query: Query) => {
      if (filter.state) void query.where('handovers.state', filter.state)
      if (filter.type) void query.where({ type: filter.type })
      if (filter.territory) void query.where('territories.slug', filter.territory)
    })
    .orderByRaw(`handovers.state <> 'draft', year desc nulls first, number desc, drafted_at desc, handovers.id`)
    .offset(offset)
    .limit(handoversPerPage)

export interface HandoverTarget {
  id: string
  slug: string
  title: Multilingual
  parishNames: Multilingual
  territoryId: string
  territory: string
  items: number
}

/** Initiatives of the viewer's territories that equipment may be handed over to, with how much each has now. */
export const listHandoverTargets = (db: Db, viewer: Viewer): Promise<HandoverTarget[]> =>
  db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    .whereIn('initiatives.state', ['ready', 'launched', 'operating'])
    .orderBy(['parishes.slug', 'initiatives.slug'])
    .select('initiatives.id', 'initiatives.slug', 'initiatives.title', 'parishes.names as parishNames')
    .select('parishes.territoryId', 'territories.slug as territory')
    .select(
      db.raw(`(select count(*) from handover_lines join handovers on handovers.id = handover_id
        where open and coalesce(to_initiative_id, initiative_id) = initiatives.id)::integer as items`),
    )

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
  db('grants')
    .join('people', 'people.id', 'grants.personId')
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
