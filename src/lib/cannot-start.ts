/** Why the portal cannot start, in one sentence that says what to do. Printed as it is, with exit code 1 and no stack. */
export class CannotStart extends Error {}

/** What the terminal is told of a failure: the sentence, or all there is to know of a bug. */
export const complaintOf = (error: unknown): unknown => (error instanceof CannotStart ? error.message : error)
