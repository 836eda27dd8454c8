import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole } from '#platform/values/viewer.ts'

/** How many people came, and how many times in all: two numbers that are never added to each other. */
export interface AttendanceCount {
  persons: number
  attendances: number
}

export interface AttendanceOfPlace extends AttendanceCount {
  /** Null for the people of no parish of the project. */
  names: Multilingual | null
}

export interface AttendanceOfTerritory extends AttendanceOfPlace {
  parishes: AttendanceOfPlace[]
}

export interface AttendanceOfDay extends AttendanceCount {
  slug: string
  title: Multilingual
  firstOn: Day
}

interface Line extends AttendanceCount {
  territoryId: string | null
  parishId: string | null
  ofTerritory: boolean
  ofParish: boolean
  territoryNames: Multilingual | null
  parishNames: Multilingual | null
}

// Only lists whose count a second person confirmed: numbers that will not change under whoever reads them.
const confirmed = `from attendances
  join attendance_lists on attendance_lists.id = date_id and confirmed_by is not null
  join participants on participants.id = participant_id
  join training_dates on training_dates.id = date_id
  left join registrations on registrations.day_id = training_dates.day_id and registrations.participant_id = participants.id
  left join parishes on parishes.id = coalesce(registrations.parish_id, participants.parish_id)
  left join territories on territories.id = parishes.territory_id`
const numbers = 'count(distinct attendances.participant_id)::integer as persons, count(*)::integer as attendances'

/** People and attendances of the project, each territory and each parish that people came from, and each day. */
export async function findAttendanceStatistics(
  db: Db,
): Promise<{ project: AttendanceCount; territories: AttendanceOfTerritory[]; days: AttendanceOfDay[] }> {
  const { lines, days } = await queryTogether<{ lines: Line[]; days: AttendanceOfDay[] }>(db, {
    lines: db.select('*').fromRaw(
      `(select territories.id as territory_id, parishes.id as parish_id, ${numbers},
          grouping(territories.id) = 0 as of_territory, grouping(parishes.id) = 0 as of_parish,
          (select names from territories as each where each.id = territories.id) as territory_names,
          (select names from parishes as each where each.id = parishes.id) as parish_names
        ${confirmed} group by grouping sets ((), (territories.id), (territories.id, parishes.id))) as lines`,
    ),
    days: db.select('*').fromRaw(
      `(select training_days.slug, title, min(on_day) as first_on, ${numbers} ${confirmed}
          join training_days on training_days.id = training_dates.day_id
        group by training_days.id order by min(on_day) desc, slug) as days`,
    ),
  })
  const whole = lines.find(({ ofTerritory }) => !ofTerritory)
  return {
    project: { persons: whole?.persons ?? 0, attendances: whole?.attendances ?? 0 },
    territories: lines
      .filter(({ ofTerritory, ofParish }) => ofTerritory && !ofParish)
      .map((line) => territoryOf(line, lines)),
    days,
  }
}

const territoryOf = ({ territoryId, territoryNames, persons, attendances }: Line, lines: readonly Line[]) => ({
  names: territoryNames,
  persons,
  attendances,
  parishes: lines
    .filter((line) => line.ofParish && territoryId !== null && line.territoryId === territoryId)
    .map((line) => ({ names: line.parishNames, persons: line.persons, attendances: line.attendances })),
})

/** People and attendances of one day; null while no list of it is confirmed. */
export async function findAttendanceOfDay(db: Db, dayId: string): Promise<AttendanceCount | null> {
  const row = await db('attendances')
    .join('attendanceLists', 'attendanceLists.id', 'dateId')
    .join('trainingDates', 'trainingDates.id', 'dateId')
    .where({ dayId })
    .whereNotNull('confirmedBy')
    .first<AttendanceCount>(db.raw(numbers))
  return row.attendances === 0 ? null : row
}

/** A list that waits for a second person. */
export interface WaitingList {
  dateId: string
  daySlug: string
  title: Multilingual
  onDay: Day
  present: number
}

/** Written lists whose count the viewer may confirm, the oldest first, at most 50. */
export const listWaitingLists = builtForViewer<WaitingList>((db, viewer) => {
  const own = territoryIdsWithRole(viewer, 'partner')
  const served = `exists (select from training_day_parishes join parishes on parishes.id = parish_id
    where day_id = training_days.id and territory_id = any(?))`
  return db('attendanceLists')
    .join('trainingDates', 'trainingDates.id', 'attendanceLists.id')
    .join('trainingDays', 'trainingDays.id', 'dayId')
    .whereNull('confirmedBy')
    .whereExists(db('attendances').whereRaw('date_id = attendance_lists.id').select(db.raw('1')))
    .whereNotExists(
      db('attendanceWriters')
        .whereRaw('list_id = attendance_lists.id')
        .where({ personId: viewer.id })
        .select(db.raw('1')),
    )
    .where((either) => {
      if (!hasRole(viewer, 'lead')) void either.whereIn('organiserId', own).orWhereRaw(served, [own])
    })
    .orderBy('onDay')
    .limit(50)
    .select('attendanceLists.id as dateId', 'slug as daySlug', 'title', 'onDay')
    .select(db.raw('(select count(*)::integer from attendances where date_id = attendance_lists.id) as present'))
})
