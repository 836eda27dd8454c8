import { actor, named, namedInEvidence, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const storedFilesData: PersonalData = {
  personal: {
    files: {
      name: namedInEvidence,
      alt: named,
      uploaded_by: actor,
    },
  },
  notPersonal: {
    files: ['sha256', 'type'],
  },
}
