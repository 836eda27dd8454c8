/** What somebody agreed to: to be photographed, or, as the adult of somebody under 18, that they take part. */
export type ConsentPurpose = 'photo' | 'guardian'

/** Whose consent it is: of somebody who registered for a day, or who travels on a visit. */
export type ConsentOf = { registrationId: string } | { travellerId: string }

/**
 * The words by which consent is asked for, each with the version of what it says in all languages: whoever changes the words
 * raises it, and what people agreed to before stays known. A test holds both together.
 */
export const wordings = {
  photo_self: 'registrations:form.photoConsent.label@1',
  photo_staff: 'registrations:staff_form.photoConsent.label@1',
  photo_traveller: 'visits:traveller.photoConsent.label@1',
  guardian: 'registrations:form.consent.label@1',
} as const
export type Wording = keyof typeof wordings
