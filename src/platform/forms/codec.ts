import { z } from 'zod'

const longestValue = 1000

/** What was typed as a value; null where it is none. */
export type Parse<T> = (typed: string) => T | null

/** What is wrong with what was typed: the key of its words, and what they name. */
export interface Wrong {
  key: string
  params?: object
}

/**
 * A field that decodes what a person typed, with the key of what is wrong with it (`wrong` where that depends on what was
 * typed), and encodes a stored value; empty it is null.
 */
export const codec = <T>(
  parse: Parse<T>,
  problem: string,
  encode: (value: T) => string,
  wrong: (typed: string) => Wrong | null = () => null,
) =>
  z.codec(z.string(problem), z.custom<T>().nullable(), {
    decode: (given, context) => {
      const typed = given.trim()
      if (typed === '') return null
      // Nothing that these fields take is longer, and no expression runs over what is.
      const isShort = given.length <= longestValue
      const value = isShort ? parse(typed) : null
      if (value === null) {
        const { key, params } = (isShort ? wrong(typed) : null) ?? { key: problem }
        context.issues.push({ ...params, code: 'custom', message: key, input: given })
      }
      return value
    },
    encode: (value) => (value === null ? '' : encode(value)),
  })
