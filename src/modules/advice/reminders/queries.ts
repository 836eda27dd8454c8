import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { reminderDaysAhead, type DueActionItem, type ReminderRecipient } from './reminder.ts'

const title = `coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title`
const open = `(advice_sessions.initiative_id is null or initiatives.open_to_community
  or published_initiatives.initiative_id is not null) as open`

/** Steps to be reminded of on this day, the soonest due first. */
export const listDueActionItems = (db: Db, day: Day): Promise<DueActionItem[]> =>
  db('actionItems')
    .join('adviceSessions', 'adviceSessions.id', 'sessionId')
    .join('parishes', 'parishes.id', 'adviceSessions.parishId')
    .leftJoin('initiatives', 'initiatives.id', 'adviceSessions.initiativeId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    .joinRaw(`cross join lateral (select case when due_on < ? then 'late' else 'soon' end as kind) as reminder`, [day])
    .whereNull('doneAt')
    .whereRaw('due_on <= ?::date + ?::integer', [day, reminderDaysAhead])
    .whereRaw(`initiatives.state is distinct from 'dropped'`)
    .whereNotExists(
      db('actionItemReminders').whereRaw(
        'action_item_id = action_items.id and action_item_reminders.due_on = action_items.due_on and action_item_reminders.kind = reminder.kind',
      ),
    )
    .orderBy(['actionItems.dueOn', 'actionItems.id'])
    .select(
      db.raw(`action_items.id, session_id, what, owner, action_items.due_on, reminder.kind, mentor_id, territory_id,
        advice_sessions.parish_id, parishes.names as parish_names, initiatives.slug as initiative_slug, ${title}, ${open}`),
    )

/** Everybody who may be the owner of a step on this day, by each of their roles. */
export const listReminderRecipients = (db: Db, day: Day): Promise<ReminderRecipient[]> =>
  db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .whereIn('role', ['member', 'mentor', 'partner'])
    .whereNull('deactivatedAt')
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [day])
    .orderBy('people.id')
    .select('people.id', 'email', 'locale', 'role', 'parishId', 'territoryId', 'confirms')
