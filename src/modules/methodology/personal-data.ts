import { actor, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const methodologyData: PersonalData = {
  personal: {
    methodology_versions: {
      published_by: actor,
    },
  },
  notPersonal: {
    methodology_versions: ['family', 'state', 'title', 'introduction'],
    methodology_sections: ['code', 'title', 'guidance'],
    methodology_criteria: [
      'code',
      'kind',
      'question',
      'unit',
      'anchors',
      'choices',
      'guidance',
      'evidence',
      'visibility',
    ],
  },
}
