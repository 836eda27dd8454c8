import {
  actor,
  evidenceOf,
  named,
  namedInEvidence,
  ofAccount,
  writerOf,
  type PersonalData,
} from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const mentorsData: PersonalData = {
  personal: {
    mentors: {
      person_id: ofAccount('keep', 'account'),
      slug: ofAccount('replace'),
      expertise: ofAccount('remove'),
      speaks: ofAccount('remove'),
      organisation: ofAccount('remove'),
      skills: ofAccount('remove'),
      about: ofAccount('remove'),
      photo_id: ofAccount('remove'),
      published_by: actor,
      updated_by: actor,
    },
    assignment_agreements: {
      updated_by: actor,
    },
    advice_requests: {
      asked_by: writerOf('question', 'days', 'wish'),
      mentor_id: actor,
      question: named,
      note: named,
      wish: named,
    },
    timesheets: {
      mentor_id: evidenceOf('account')('keep', 'account'),
      returned_by: actor,
    },
    timesheet_submissions: {
      snapshot: namedInEvidence,
      submitted_by: actor,
    },
    timesheet_confirmations: {
      confirmed_by: actor,
    },
    timesheet_approvals: {
      approved_by: actor,
    },
    timesheet_addenda: {
      written_by: writerOf('reason'),
      decided_by: actor,
    },
  },
  notPersonal: {
    advice_requests: ['topic', 'channel', 'days', 'state'],
    advice_proposals: ['channel', 'place'],
    timesheets: ['month', 'state', 'return_note'],
    timesheet_submissions: ['sha256'],
    timesheet_confirmations: ['reason'],
    timesheet_addenda: ['reason'],
  },
}
