import { StartupError } from '#platform/values/startup-error.ts'

interface Variables {
  SESSION_SECRET: string | null
  FACTOR_KEY: string | null
  ORIGIN?: string | undefined
}

/** Throws StartupError where real people would be let into a portal that cannot keep what is theirs. */
export function refuseUnsafe(production: boolean, demo: boolean, env: Variables): void {
  if (!production) return
  if (!env.SESSION_SECRET) {
    throw new StartupError(
      'SESSION_SECRET is missing: set it to at least 32 random characters, the same for every process.',
    )
  }
  if (!env.FACTOR_KEY)
    throw new StartupError('FACTOR_KEY is missing: set it to 64 hexadecimal digits, the same for every process.')
  if (!env.ORIGIN?.startsWith('https://')) {
    throw new StartupError(
      'ORIGIN is missing or not https: set it to the address people use, such as https://actlocal.example.org.',
    )
  }
  if (demo)
    throw new StartupError('DEMO=yes is not for production: unset DEMO, and set DATABASE_URL to an empty database.')
}
