import { z } from 'zod'

/** A text in several languages as its column holds it. */
export const multilingual = z.object({
  source: z.enum(['lv', 'et', 'en']),
  lv: z.string().optional(),
  et: z.string().optional(),
  en: z.string().optional(),
})

/** The rows of a query, with the columns that a test reads and no others: one that is missing or of another type fails. */
export const rowsOf = async <Columns extends z.ZodRawShape>(query: PromiseLike<unknown>, columns: Columns) =>
  z.array(z.object(columns)).parse(await query)

/** The first row of a query in the same way; it fails where there is none. */
export const rowOf = async <Columns extends z.ZodRawShape>(query: PromiseLike<unknown>, columns: Columns) =>
  z.object(columns).parse([await query].flat()[0])

/** The id of the first row of a query. */
export const idOf = async (query: PromiseLike<unknown>): Promise<string> => (await rowOf(query, { id: z.string() })).id
