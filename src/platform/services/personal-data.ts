/** Whose data a column holds: somebody with an account, somebody who registers without one, or whoever a text names. */
export type Subject = 'account' | 'participant' | 'named'

/** What the data are for; each has its words in `privacy:purposes`. */
export const purposes = [
  'account',
  'security',
  'training',
  'needs',
  'letters',
  'drafts',
  'content',
  'evidence',
  'consent',
  'rights',
] as const
export type Purpose = (typeof purposes)[number]

/** Articles 6(1)(e), 6(1)(c), 6(1)(a) and 9(2)(a) of the General Data Protection Regulation. */
export type Basis = 'task' | 'obligation' | 'consent' | 'health_consent'

/** For how long, each with its words in `privacy:keeps`; `privacy.retain` and the jobs of modules see to it. */
export const keeps = ['short', 'needs', 'draft', 'letter', 'year', 'account', 'reads', 'request', 'project'] as const
export type Keep = (typeof keeps)[number]

/** What becomes of it when its time is over, or its person asks for erasure: removed, replaced by no name, or kept as it is. */
export type Then = 'remove' | 'replace' | 'keep'

/**
 * How a row is found for a person: it refers to the account or the participant it is about, it holds an e-mail address, it
 * says who did something, it may name somebody in a text, or it goes with another column of its row.
 */
export type Finds = 'account' | 'participant' | 'address' | 'actor' | 'name' | 'row'

export interface PersonalColumn {
  subject: Subject
  purpose: Purpose
  basis: Basis
  keep: Keep
  then: Then
  finds: Finds
  /** Columns of the same row that hold what this person wrote. */
  wrote?: readonly string[]
}

/** What a module keeps about people, by table and column, and its columns of text that say nothing of anybody. */
export interface PersonalData {
  personal: Readonly<Record<string, Readonly<Record<string, PersonalColumn>>>>
  notPersonal: Readonly<Record<string, readonly string[]>>
}

/** Who did something, by the number of the account alone: the name behind it is replaced where the account is. */
export const actor: PersonalColumn = {
  subject: 'account',
  purpose: 'evidence',
  basis: 'obligation',
  keep: 'project',
  then: 'keep',
  finds: 'actor',
}

/** Who wrote these columns of the row. */
export const writerOf = (...wrote: string[]): PersonalColumn => ({ ...actor, wrote })

const kind =
  (subject: Subject, purpose: Purpose, basis: Basis, keep: Keep) =>
  (then: Then, finds: Finds = 'row') => ({
    ...{ subject, purpose, basis, keep, then, finds },
  })

/** What an account is: kept while it is open, and for some time after. */
export const ofAccount = kind('account', 'account', 'task', 'account')

/** What guards accounts and forms for a short time. */
export const ofSecurity = kind('account', 'security', 'task', 'short')

/** How somebody who registers or travels is reached, and what they are asked. */
export const ofParticipant = kind('participant', 'training', 'task', 'year')

/** What somebody needs at a training day or on a visit, which may tell of their health. */
export const ofNeeds = kind('participant', 'needs', 'health_consent', 'needs')

export const ofLetter = kind('account', 'letters', 'task', 'letter')

export const ofDraft = kind('account', 'drafts', 'task', 'draft')

/** What proves that the project's money was used as it should be. */
export const evidenceOf = (subject: Subject) => kind(subject, 'evidence', 'obligation', 'project')

/** A text of somebody's work in which people may be named. */
export const named = kind('named', 'content', 'task', 'project')('replace', 'name')

/** A document that was signed, approved or sent and names people: it stays as it is. */
export const namedInEvidence = kind('named', 'evidence', 'obligation', 'project')('keep', 'name')

/** What shows that somebody's rights were looked after. */
export const ofRights = kind('account', 'rights', 'obligation', 'request')

/** What somebody agreed to, and can take back. */
export const consentOf = (subject: Subject) => kind(subject, 'consent', 'consent', 'project')
