import { actor, evidenceOf, ofRights, type PersonalData } from '#platform/services/personal-data.ts'

const ofReads = { subject: 'account', purpose: 'rights', basis: 'obligation', keep: 'reads' } as const

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const privacyData: PersonalData = {
  personal: {
    data_reads: { person_id: { ...ofReads, then: 'remove', finds: 'actor' } },
    privacy_requests: {
      subject_email: ofRights('remove', 'address'),
      locale: ofRights('keep'),
      person_id: ofRights('keep', 'account'),
      participant_ids: ofRights('keep'),
      text: ofRights('remove'),
      extended_because: ofRights('keep'),
      answer: ofRights('keep'),
      token_hash: ofRights('remove'),
      handled_by: actor,
    },
    privacy_files: {
      person_id: ofRights('remove', 'account'),
      participant_ids: ofRights('remove'),
      email: ofRights('remove', 'address'),
      locale: ofRights('remove'),
      content: ofRights('remove'),
      token_hash: ofRights('remove'),
      asked_by: actor,
    },
    erasures: { subject_hash: ofRights('keep') },
    kept_names: {
      person_id: evidenceOf('account')('keep', 'account'),
      participant_id: evidenceOf('participant')('keep', 'participant'),
      name: evidenceOf('account')('keep'),
    },
  },
  notPersonal: {
    data_reads: ['what', 'subject_kind', 'how'],
    privacy_requests: ['kind', 'state', 'reason'],
    erasures: ['rules'],
  },
}
