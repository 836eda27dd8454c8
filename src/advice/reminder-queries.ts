import type { Db } from '#db/db.ts'
import type { Day } from '#lib/day.ts'
import { daysAhead, type DueStep, type Holder } from './reminder.ts'

const kind = `case when due_on < :day then 'late' else 'soon' end`

/** Steps to be reminded of on this day, the soonest due first. */
export async function listDueSteps(db: Db, day: Day): Promise<DueStep[]> {
  const { rows } = await db.raw<{ rows: DueStep[] }>(
    `select next_steps.id, session_id, what, owner, due_on, ${kind} as kind, mentor_id, advice_sessions.parish_id,
       territory_id, parishes.names as parish_names, initiatives.slug as initiative_slug,
       coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title,
       (advice_sessions.initiative_id is null or initiatives.open_to_community
         or published_initiatives.initiative_id is not null) as open
     from next_steps
     join advice_sessions on advice_sessions.id = session_id
     join parishes on parishes.id = advice_sessions.parish_id
     left join initiatives on initiatives.id = advice_sessions.initiative_id
     left join published_initiatives on published_initiatives.initiative_id = initiatives.id
     where done_at is null and due_on <= :day::date + :ahead::integer and initiatives.state is distinct from 'dropped'
       and not exists (
         select from step_reminders
         where step_id = next_steps.id and step_reminders.due_on = next_steps.due_on and step_reminders.kind = ${kind})
     order by due_on, next_steps.id`,
    { day, ahead: daysAhead },
  )
  return rows
}

/** Everybody who may be the owner of a step on this day, by each of their roles. */
export const listHolders = (db: Db, day: Day): Promise<Holder[]> =>
  db('grants')
    .join('people', 'people.id', 'grants.personId')
    .whereIn('role', ['member', 'mentor', 'partner'])
    .whereNull('deactivatedAt')
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [day])
    .orderBy('people.id')
    .select('people.id', 'email', 'locale', 'role', 'parishId', 'territoryId', 'confirms')
