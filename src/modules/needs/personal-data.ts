import { actor, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const needsData: PersonalData = {
  personal: {
    needs: {
      updated_by: actor,
    },
    need_responses: {
      answered_by: actor,
    },
    swots: {
      saved_by: actor,
    },
  },
  notPersonal: {
    needs: ['category', 'title', 'description', 'priority', 'state', 'drop_reason'],
    need_responses: ['note'],
    swot_items: ['kind', 'text'],
  },
}
