import { type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const placesData: PersonalData = {
  personal: {},
  notPersonal: {
    projects: ['code', 'names', 'programme', 'priority', 'objective'],
    partners: ['names', 'country'],
    territories: ['slug', 'names', 'country'],
    parishes: ['slug', 'names', 'kind', 'population_source', 'code', 'municipality', 'note', 'intro'],
    initiative_counts: ['category', 'state'],
  },
}
