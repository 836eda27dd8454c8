import { consentOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const consentsData: PersonalData = {
  personal: {
    consents: {
      wording: consentOf('participant')('keep'),
      locale: consentOf('participant')('keep'),
      given_by: consentOf('participant')('keep'),
      withdrawn_by: consentOf('participant')('keep'),
    },
  },
  notPersonal: { consents: ['purpose'] },
}
