import { type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const glossaryData: PersonalData = {
  personal: {},
  notPersonal: {
    glossary_terms: ['lv', 'et', 'en', 'note'],
  },
}
