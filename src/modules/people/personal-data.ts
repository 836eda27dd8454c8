import { actor, ofAccount, ofSecurity, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const peopleData: PersonalData = {
  personal: {
    people: {
      email: ofAccount('replace', 'address'),
      name: ofAccount('replace'),
      locale: ofAccount('keep'),
      password_hash: ofAccount('remove'),
    },
    role_assignments: {
      person_id: ofAccount('keep', 'account'),
      granted_by: actor,
    },
    account_links: {
      person_id: ofSecurity('remove', 'account'),
      token_hash: ofSecurity('remove'),
      created_by: actor,
    },
    sessions: {
      sid: ofSecurity('remove'),
      sess: ofSecurity('remove'),
    },
    rate_limits: {
      key: ofSecurity('remove', 'address'),
    },
    form_keys: {
      person_id: ofSecurity('remove', 'account'),
    },
  },
  notPersonal: {
    role_assignments: ['role'],
    account_links: ['purpose'],
    form_keys: ['content', 'location'],
  },
}
