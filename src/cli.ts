import { readConfig, type Config } from '#config.ts'
import { StartupError, startupMessage } from '#platform/values/startup-error.ts'

type Command = (config: Config, args: string[]) => Promise<void>

// Each is read when it is asked for: whoever asks for help, or mistypes, need not wait for the rest.
const commands: Partial<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import('#cli/schema.ts')).bringUpToDate,
  seed: async () => (await import('#cli/schema.ts')).seedDatabase,
  schema: async () => (await import('#cli/schema.ts')).printTables,
  'create-admin': async () => (await import('#cli/create-admin.ts')).createAdmin,
  'reset-factor': async () => (await import('#cli/second-factors.ts')).resetFactor,
  'reseal-factors': async () => (await import('#cli/second-factors.ts')).resealFactors,
  tidy: async () => (await import('#cli/tidy.ts')).tidyFiles,
  'erase-again': async () => (await import('#cli/erase-again.ts')).eraseAgainAfterRestore,
  check: async () => (await import('#cli/check.ts')).check,
}

const help = `Usage: npm run act-local -- <command>

  migrate        Bring the database's schema up to date, as DATABASE_OWNER_URL.
  seed           Fill an empty database with the demonstration: places, accounts and their story.
    --places     Only the project, its partners, territories and parishes, as a portal for real work needs them.
  schema         Print every table as text, by module: docs/schema.md holds what it says.
  create-admin   Create an administrator's account and print its invitation: an address, good for 7 days, where the
                 administrator chooses a password. Asks for what is not given:
    --email      the address to sign in with
    --name       the name that others see
    --language   lv, et or en
  reset-factor   Remove the second factors of somebody who lost them, where there are not two other administrators to do it.
    --email      their address
  reseal-factors Seal the secrets of second factors with FACTOR_KEY, those that FACTOR_KEY_OLD opens.
  tidy           Remove files that nothing refers to. The portal does so by itself every six hours.
  erase-again    After restoring a dump: erase again whoever was erased since it was made, as noted beside the files.
  check          Say whether configuration, database, files and mail are right.

The environment is the portal's own: docs/operations.md says what each variable means.`

try {
  const [name = '--help', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (command && !args.includes('--help')) await (await command())(readConfig(process.env), args)
  else if (command || name === '--help' || name === '-h' || name === 'help') console.log(help)
  else throw new StartupError(`There is no command ${name}: npm run act-local -- --help lists those there are.`)
} catch (error) {
  console.error(startupMessage(error))
  process.exitCode = 1
}
