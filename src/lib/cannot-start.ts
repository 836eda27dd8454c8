/** Why the portal cannot start, in one sentence that says what to do. Printed as it is, with exit code 1 and no stack. */
export class CannotStart extends Error {}
