import { actor, named, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const resourcesData: PersonalData = {
  personal: {
    resources: {
      owner: named,
      verified_by: named,
      updated_by: actor,
    },
  },
  notPersonal: {
    resources: ['category', 'name', 'condition', 'availability', 'description'],
  },
}
