/**
 * The name of somebody as lists read it, as SQL over a table of people: a dash where the processing of their data is restricted,
 * as what they did stays counted and nobody is to read who did it.
 */
export const readableName = (table: string): string =>
  `case when ${table}.restricted_at is null then ${table}.name else '–' end`
