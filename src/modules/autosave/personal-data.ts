import { actor, named, ofDraft, ofSecurity, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const autosaveData: PersonalData = {
  personal: {
    revisions: {
      saved_by: actor,
      before: named,
      created: named,
    },
    autosaves: {
      person_id: ofDraft('remove', 'account'),
      fields: ofDraft('remove', 'name'),
    },
    form_presences: {
      person_id: ofSecurity('remove', 'account'),
    },
  },
  notPersonal: {
    autosaves: ['subject', 'locale'],
    form_presences: ['subject'],
  },
}
