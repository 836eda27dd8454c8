/** Why the portal cannot start, in one sentence that says what to do. Printed as it is, with exit code 1 and no stack. */
export class StartupError extends Error {}

/** What the terminal is told of a failure: the sentence, or all there is to know of a bug. */
export const startupMessage = (error: unknown): unknown => (error instanceof StartupError ? error.message : error)
