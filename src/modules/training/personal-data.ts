import {
  actor,
  evidenceOf,
  named,
  ofNeeds,
  ofParticipant,
  ofSecurity,
  type PersonalData,
} from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const trainingData: PersonalData = {
  personal: {
    training_topics: {
      added_by: actor,
    },
    training_days: {
      updated_by: actor,
    },
    training_trainers: {
      name: named,
    },
    training_files: {
      added_by: actor,
    },
    training_programmes: {
      submitted_by: actor,
      decided_by: actor,
    },
    calendar_feeds: {
      person_id: ofSecurity('remove', 'account'),
    },
    participants: {
      name: ofParticipant('replace'),
      former_names: ofParticipant('remove'),
      email: ofParticipant('remove', 'address'),
      phone: ofParticipant('remove'),
      locale: ofParticipant('keep'),
    },
    registrations: {
      participant_id: ofParticipant('keep', 'participant'),
      phone: ofParticipant('remove'),
      locale: ofParticipant('keep'),
      guardian: ofParticipant('remove'),
      needs: ofNeeds('remove'),
      form_content: ofParticipant('remove'),
      entered_by: actor,
    },
    registration_links: {
      token_hash: ofParticipant('remove'),
    },
    attendance_lists: {
      confirmed_by: actor,
    },
    attendance_writers: {
      person_id: actor,
    },
    attendances: {
      participant_id: evidenceOf('participant')('keep', 'participant'),
      recorded_by: actor,
    },
    attendance_scans: {
      uploaded_by: actor,
    },
    certificates: {
      participant_id: evidenceOf('participant')('keep', 'participant'),
      content: evidenceOf('participant')('keep'),
      issued_by: actor,
      revoked_by: actor,
    },
  },
  notPersonal: {
    training_targets: ['kind'],
    training_topics: ['code', 'title', 'kind'],
    training_days: [
      'slug',
      'planned_as',
      'kind',
      'title',
      'about',
      'modality',
      'place',
      'online_at',
      'languages',
      'interpretation',
      'agenda',
      'state',
      'reason',
    ],
    training_trainers: ['organisation'],
    training_files: ['kind'],
    training_programmes: ['state', 'return_note'],
    training_programme_topics: ['priority'],
    registrations: ['state', 'source', 'notified_schedule', 'in_calendar'],
    attendance_lists: ['code', 'count_note'],
    attendances: ['method'],
    attendance_scans: ['kind'],
    certificates: ['code', 'reason'],
  },
}
