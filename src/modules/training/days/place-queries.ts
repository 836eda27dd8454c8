/** How many registrations of a training day are in these states, as a column of a query over training days. */
const registrationsIn = (...states: string[]): string =>
  `(select count(*)::int from registrations where day_id = training_days.id and state in ('${states.join("','")}'))`

/** Places given or offered, and people who wait for one, as the columns `taken` and `waiting` of such a query. */
export const placeColumns: readonly string[] = [
  `${registrationsIn('registered', 'offered')} as taken`,
  `${registrationsIn('waiting')} as waiting`,
]
