import { z } from 'zod'

const longestValue = 1000

/** What was typed as a value; null where it is none. */
export type Parse<T> = (typed: string) => T | null

/** A field that decodes what a person typed, with the key of what is wrong with it, and encodes a stored value; empty it is null. */
export const codec = <T>(
  parse: Parse<T>,
  problem: string | ((typed: string) => string),
  encode: (value: T) => string,
) =>
  z.codec(z.string(typeof problem === 'string' ? problem : problem('')), z.custom<T>().nullable(), {
    decode: (given, context) => {
      const typed = given.trim()
      if (typed === '') return null
      // Nothing that these fields take is longer, and no expression runs over what is.
      const value = given.length <= longestValue ? parse(typed) : null
      if (value === null)
        context.issues.push({
          code: 'custom',
          message: typeof problem === 'string' ? problem : problem(typed),
          input: given,
        })
      return value
    },
    encode: (value) => (value === null ? '' : encode(value)),
  })
