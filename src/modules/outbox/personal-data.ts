import { ofLetter, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const outboxData: PersonalData = {
  personal: {
    mail_messages: {
      recipient: ofLetter('remove', 'address'),
      person_id: ofLetter('remove', 'account'),
      subject: ofLetter('remove', 'name'),
      parts: ofLetter('remove', 'name'),
      calendar: ofLetter('remove'),
      failure: ofLetter('remove'),
    },
  },
  notPersonal: {
    mail_messages: ['once', 'locale', 'state'],
  },
}
