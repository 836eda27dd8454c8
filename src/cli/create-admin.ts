import type { Config } from '#config.ts'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { parseEmail } from '#platform/forms/contact.ts'
import { today } from '#platform/values/day.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { createAccount, type NewAccount } from '#modules/people/accounts/commands.ts'
import { shortestPassword, passwordWeakness } from '#modules/people/accounts/password-strength.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { flagsOf } from './args.ts'
import { ask } from './prompt.ts'
import { withDatabase } from './schema.ts'

/** `create-admin` */
export async function createAdmin(config: Config, args: string[]): Promise<void> {
  const flags = flagsOf(args, { email: 'string', name: 'string', language: 'string' })
  const email = goodEmail(flags.email ?? (await ask('E-mail', { flag: '--email' })))
  const name = goodName(flags.name ?? (await ask('Name', { flag: '--name' })))
  const locale = goodLanguage(flags.language ?? (await ask('Language (lv, et, en)', { flag: '--language' })))
  await withDatabase(config, async (db) => {
    if (await findPersonByEmail(db, email)) throw new StartupError(`There is an account of ${email} already.`)
    await open(db, { email, name, locale, password: await goodPassword(email, name) })
    console.log(`${name} may now sign in with ${email}, and open accounts for others.`)
  })
}

const open = (db: Db, person: NewAccount) =>
  transact(db, system, async (tx) => {
    const administrator = await createAccount(tx, person)
    await grantRole(tx, administrator, { role: 'administrator', fromDay: today(() => new Date()) })
  })

function goodEmail(email: string): string {
  if (!parseEmail(email)) throw new StartupError(`"${email}" is not an e-mail address.`)
  if (/@example\.org$/i.test(email)) {
    throw new StartupError('Addresses at example.org are the demonstration cast: give one that reaches the person.')
  }
  return email
}

function goodName(name: string): string {
  if (name.length < 1 || name.length > 120) throw new StartupError('The name has 1 to 120 characters.')
  return name
}

function goodLanguage(language: string): Locale {
  if (!isLocale(language)) throw new StartupError(`"${language}" is not a language of the portal: lv, et or en.`)
  return language
}

async function goodPassword(email: string, name: string): Promise<string> {
  const given = process.env['ACT_LOCAL_PASSWORD']
  const password = given ?? (await ask('Password', { flag: 'the password in ACT_LOCAL_PASSWORD', secret: true }))
  const weakness = passwordWeakness(password, { email, name })
  if (weakness === 'password_short')
    throw new StartupError(`The password is too short: ${shortestPassword} characters at least.`)
  if (weakness) throw new StartupError('The password is too easy to guess: several words in a row are good.')
  return password
}
