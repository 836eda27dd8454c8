import { actor, evidenceOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const auditData: PersonalData = {
  personal: {
    audit_log: {
      person_id: actor,
      details: evidenceOf('account')('keep'),
    },
  },
  notPersonal: {
    audit_log: ['event'],
  },
}
