import { actor, named, ofNeeds, ofParticipant, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const visitsData: PersonalData = {
  personal: {
    visits: {
      contact: named,
    },
    visit_stops: {
      host: named,
    },
    visit_participants: {
      participant_id: ofParticipant('keep', 'participant'),
      boards_at: ofParticipant('remove'),
      needs: ofNeeds('remove'),
      entered_by: actor,
    },
    visit_lessons: {
      noted_by: actor,
    },
  },
  notPersonal: {
    visits: [
      'slug',
      'planned_as',
      'title',
      'about',
      'packing',
      'seminar_title',
      'seminar_place',
      'seminar_notes',
      'state',
      'reason',
    ],
    visit_sections: ['section'],
    visit_stops: ['place', 'theme'],
    visit_legs: ['from_place', 'to_place', 'note'],
    visit_nights: ['place', 'address', 'note'],
    visit_participants: ['state'],
    visit_lessons: ['text'],
  },
}
