import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { hasRole } from '#platform/values/viewer.ts'
import { viewerForQueries, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'

/** Something of the training that waits for the viewer: a day to announce, to say that it took place, or to evidence. */
export interface DayDeskItem {
  slug: string
  title: Multilingual
  waits: 'publish' | 'hold' | 'evidence'
  onDay: Day
}

/** A programme that waits for the lead partner's decision, or for those who mend it. */
export interface ProgrammeDeskItem {
  parishSlug: string
  parishNames: Multilingual
  waits: 'decide' | 'mend'
}

/** A day with a place offered to somebody who has only a phone: staff call before the offer ends. */
export interface RegistrationDeskItem {
  slug: string
  title: Multilingual
  endsAt: Date
}

export interface DeskItems extends Record<string, unknown[]> {
  days: DayDeskItem[]
  programmes: ProgrammeDeskItem[]
  calls: RegistrationDeskItem[]
}

// Days that nobody has announced a month before they come.
const waits = `case when state = 'held' then 'evidence' when last < :today then 'hold'
  when state = 'planned' and first <= :today::date + 30 then 'publish' end`

/** What of the training waits for the viewer, in one query; at most 50 of each. */
export const listDeskItems = (db: Db, viewer: Viewer, today: Day): Promise<DeskItems> =>
  deskItems(db, viewerForQueries(viewer), today)

const deskItems = bundleBuiltOnce<DeskItems, [viewer: Viewer, today: Day]>((db, viewer, today) => {
  const own = territoryIdsWithRole(viewer, 'partner')
  const days = db
    .from(
      db('trainingDays')
        .join('trainingDates', 'dayId', 'trainingDays.id')
        .whereIn('organiserId', own)
        .whereIn('state', ['planned', 'published', 'registration_open', 'closed', 'held'])
        .groupBy('trainingDays.id')
        .select('trainingDays.slug', 'title', 'state', db.raw('min(on_day) as first'), db.raw('max(on_day) as last'))
        .as('own'),
    )
    .whereRaw(`${waits} is not null`, { today })
    .orderBy('first')
    .limit(50)
    .select('slug', 'title', 'first as onDay', db.raw(`${waits} as waits`, { today }))
  const programmes = db('trainingProgrammes')
    .join('parishes', 'parishes.id', 'parishId')
    .where((either: Query) => {
      if (hasRole(viewer, 'lead'))
        either.where(
          (decided: Query) => void decided.where({ state: 'submitted' }).whereNot({ submittedBy: viewer.id }),
        )
      either.orWhere(
        (mended: Query) => void mended.where({ state: 'draft' }).whereNotNull('returnNote').whereIn('territoryId', own),
      )
    })
    .orderBy('slug')
    .limit(50)
    .select('slug as parishSlug', 'names as parishNames')
    .select(db.raw(`case state when 'submitted' then 'decide' else 'mend' end as waits`))
  return { days, programmes, calls: callsOf(db, own) }
})

const callsOf = (db: Db, own: readonly string[]): Query =>
  db('registrations')
    .join('participants', 'participants.id', 'participantId')
    .join('trainingDays', 'trainingDays.id', 'dayId')
    .where({ 'registrations.state': 'offered', email: null })
    .where((served: Query) => {
      served.whereIn('organiserId', own)
      const parishes = db('parishes').whereIn('territoryId', own).select('id')
      served.orWhereIn('dayId', db('trainingDayParishes').whereIn('parishId', parishes).select('dayId'))
    })
    .groupBy('trainingDays.id')
    .orderBy('endsAt')
    .limit(50)
    .select('slug', 'title')
    .min({ endsAt: 'offeredUntil' })
