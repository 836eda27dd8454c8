import { actor, ofAccount, ofSecurity, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const peopleData: PersonalData = {
  personal: {
    people: {
      email: ofAccount('replace', 'address'),
      name: ofAccount('replace'),
      former_names: ofAccount('remove'),
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
      new_email: ofSecurity('remove', 'address'),
      asked_hash: ofSecurity('remove'),
      asked_device: ofSecurity('remove'),
    },
    second_factors: {
      person_id: ofSecurity('remove', 'account'),
      name: ofSecurity('remove'),
      sealed: ofSecurity('remove'),
      credential_id: ofSecurity('remove'),
      public_key: ofSecurity('remove'),
    },
    recovery_codes: {
      person_id: ofSecurity('remove', 'account'),
      code_hash: ofSecurity('remove'),
    },
    factor_removals: {
      person_id: ofSecurity('remove', 'account'),
      reason: ofSecurity('remove'),
      asked_by: actor,
      confirmed_by: actor,
    },
    identities: {
      person_id: ofSecurity('remove', 'account'),
      subject_hash: ofSecurity('remove'),
    },
    sessions: {
      sid: ofSecurity('remove'),
      sess: ofSecurity('remove'),
      person_id: ofSecurity('remove', 'account'),
      device: ofSecurity('remove'),
    },
    devices: {
      person_id: ofSecurity('remove', 'account'),
      hash: ofSecurity('remove'),
      label: ofSecurity('remove'),
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
    second_factors: ['kind', 'transports'],
    identities: ['issuer'],
    sessions: ['method'],
    form_keys: ['content', 'location', 'subject_ids'],
  },
}
