import { actor, named, writerOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const adviceData: PersonalData = {
  personal: {
    advice_sessions: {
      mentor_id: writerOf('summary', 'private_note'),
      summary: named,
      private_note: named,
    },
    action_items: {
      done_by: actor,
    },
    advice_files: {
      added_by: actor,
    },
  },
  notPersonal: {
    advice_sessions: ['channel', 'phase', 'topics'],
    action_items: ['what', 'owner'],
    action_item_reminders: ['kind'],
  },
}
