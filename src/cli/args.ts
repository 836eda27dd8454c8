import { parseArgs } from 'node:util'
import { StartupError } from '#platform/values/startup-error.ts'

type Kinds = Record<string, 'string' | 'boolean'>
type Given<K extends Kinds> = { [N in keyof K]?: K[N] extends 'boolean' ? boolean : string }

/** The flags of a command; throws StartupError naming one that is unknown or lacks its value. */
export function flagsOf<const K extends Kinds>(args: string[], kinds: K): Given<K> {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]))
  try {
    return parseArgs({ args, options }).values as Given<K>
  } catch (error) {
    throw new StartupError(
      `${(error as Error).message.split('. ')[0] ?? ''}: npm run act-local -- --help says what there is.`,
    )
  }
}
