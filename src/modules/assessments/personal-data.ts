import { actor, named, namedInEvidence, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const assessmentsData: PersonalData = {
  personal: {
    assessments: {
      submitted_by: actor,
      decided_by: actor,
      snapshot: namedInEvidence,
    },
    assessment_meetings: {
      facilitator: named,
    },
    meeting_participants: {
      name: named,
    },
    assessment_answers: {
      answered_by: actor,
    },
    assessment_answer_files: {
      added_by: actor,
    },
    meeting_files: {
      added_by: actor,
    },
  },
  notPersonal: {
    assessments: ['family', 'round', 'state', 'decision_note', 'sha256'],
    assessment_meetings: ['place', 'record'],
    assessment_answers: ['choice', 'words', 'reason', 'evidence'],
    meeting_files: ['kind'],
  },
}
