/** The names of the parameters of an address, as in `/parishes/:parish`. */
export type ParamsOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never

type Value = string | number

type IsOne<Name extends string, All extends string = Name> = Name extends string
  ? [All] extends [Name]
    ? true
    : false
  : never

type Given<Pattern extends string> = [ParamsOf<Pattern>] extends [never]
  ? []
  : IsOne<ParamsOf<Pattern>> extends true
    ? [value: Value]
    : [values: Record<ParamsOf<Pattern>, Value>]

/** An address of the portal: called it makes a link, without the language; its pattern is what a route listens to. */
export interface Path<Pattern extends string> {
  (...given: Given<Pattern>): string
  readonly pattern: Pattern
  /** Where only forms are sent: the page that such a form stands on. */
  readonly formOn: string | null
}

/** The pattern `on`, if `pattern` has all of its parameters. */
type Among<Pattern extends string, On extends string> = [ParamsOf<On>] extends [ParamsOf<Pattern>] ? On : never

/**
 * Declares an address once, for its route and for all that link to it. Its one parameter is given as it is, several by name.
 * An address where only a form is sent names the page that the form stands on, which whoever asks for the address is led to.
 */
export function path<const Pattern extends string, const On extends string = never>(
  pattern: Pattern,
  formOn?: Among<Pattern, On>,
): Path<Pattern> {
  // A page makes a hundred links: what stands around the parameters is found once.
  const [start = '', ...rest] = pattern.split(/:(\w+)/)
  const make = (given?: Value | Record<string, Value>) => {
    let address = start
    for (let at = 0; at < rest.length; at += 2) {
      const value = typeof given === 'object' ? given[rest[at] ?? ''] : given
      address += encodeURIComponent(String(value)) + (rest[at + 1] ?? '')
    }
    return address
  }
  return Object.assign(make, { pattern, formOn: formOn ?? null })
}

/** The address that a pattern makes of these parameters; a pattern without parameters is an address. */
export const filled = (pattern: string, params: Record<string, string>): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
