export class Unauthenticated extends Error {}
export class Forbidden extends Error {}

/** Somebody whose role needs a second factor, and whose time to set one up is over. */
export class FactorNeeded extends Error {}

export class NotFound extends Error {}
export class CrossSitePost extends Error {}

/** A post that no form of ours sends. */
export class Malformed extends Error {}

/** A form of a page that was made for somebody else, who was signed in here before. */
export class OthersForm extends Error {}

/** A step that somebody may take, but not as things stand now: taken twice, or by a colleague who was quicker. */
export class StepOver extends Error {
  /** The page that says how things stand and who did what, without the language. */
  readonly page: string
  constructor(page: string) {
    super('the step cannot be taken now')
    this.page = page
  }
}

/** Nobody can sign in, as the portal does not learn from the proxy before it that people come over https. */
export class NotOverHttps extends Error {}

/** A form that is longer than the portal takes. */
export class TooLarge extends Error {}

/** The bytes of a file cannot be read just now. */
export class StorageUnavailable extends Error {}

export class RateLimited extends Error {
  readonly seconds: number
  /** Whether it is not the person but all who share an address, such as a hall's, that asked too often. */
  readonly ofAddress: boolean
  constructor(seconds: number, ofAddress = false) {
    super('too many requests')
    this.seconds = seconds
    this.ofAddress = ofAddress
  }
}

export function orNotFound<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new NotFound()
  return row
}

export function orForbidden(allowed: boolean): asserts allowed {
  if (!allowed) throw new Forbidden()
}

/** Lets through who may take a step now; throws StepOver where they may take it in another state, and Forbidden where never. */
export function orStepOver<S extends string>(
  allowed: (state: S) => boolean,
  { now, states, page }: { now: S; states: readonly S[]; page: string },
): void {
  if (allowed(now)) return
  throw states.some(allowed) ? new StepOver(page) : new Forbidden()
}
