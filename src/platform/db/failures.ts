const unavailableCodes = /^(08...|57P0[1-5]|53...|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/
const unavailableMessages =
  /Connection terminated|not queryable|timeout (?:exceeded|expired)|Query read timeout|Timeout acquiring|pool is probably full|aborted|cached plan must not change/i
const inputCodes = new Set(['22021', '22003', '22P02', '22008', '22007', '2201B', '22025', '2201W'])

const codeOf = (error: unknown): string => String((error as { code?: string | number } | null)?.code ?? '')

/** Whether the database is out of reach, full, or shutting down: a fault that passes, and no bug of ours. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const causes = error instanceof AggregateError ? error.errors : []
  return unavailableCodes.test(codeOf(error)) || unavailableMessages.test(error.message) || causes.some(isUnavailable)
}

/** Whether PostgreSQL refused a value as malformed: text that no column of that type can hold. */
export const isMalformed = (error: unknown): boolean => inputCodes.has(codeOf(error))

/** Whether a rule about single values refused one, such as a number that is too large: a form should have said so before. */
export const isOutOfRange = (error: unknown): boolean => codeOf(error) === '23514'

/** Whether a trigger refused a step from a state that something has left: no page offers one, so somebody else was quicker. */
export const isOvertaken = (error: unknown): boolean => violatedConstraint(error)?.endsWith('_transition') === true

/** The name of the constraint that a write broke, or null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const { constraint } = (error ?? {}) as { constraint?: unknown }
  return codeOf(error).startsWith('23') && typeof constraint === 'string' ? constraint : null
}

/** Whether a row could not be deleted, as another refers to it. */
export const isReferredTo = (error: unknown): boolean => codeOf(error) === '23503'
