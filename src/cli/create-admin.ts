import type { Config } from '#config.ts'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { parseEmail } from '#platform/forms/contact.ts'
import { isName } from '#platform/forms/fields.ts'
import { seenText } from '#platform/forms/seen-text.ts'
import { today } from '#platform/values/day.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { createAccount, type NewAccount } from '#modules/people/accounts/commands.ts'
import { invite } from '#modules/people/links/commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { flagsOf } from './args.ts'
import { ask } from './prompt.ts'
import { withDatabase } from './schema.ts'

/** `create-admin` */
export async function createAdmin(config: Config, args: string[]): Promise<void> {
  const flags = flagsOf(args, { email: 'string', name: 'string', language: 'string' })
  const email = goodEmail(flags.email ?? (await ask('E-mail', '--email')))
  const name = goodName(flags.name ?? (await ask('Name', '--name')))
  const locale = goodLanguage(flags.language ?? (await ask('Language (lv, et, en)', '--language')))
  await withDatabase(config, async (db) => {
    const known = await findPersonByEmail(db, email)
    if (known && (known.passwordHash !== null || known.deactivatedAt))
      throw new StartupError(`There is an account of ${email} already.`)
    const token = await inviteAdministrator(db, known, { email, name, locale, password: null }, config.contact.phone)
    console.log(`${known?.name ?? name} may begin at this address within 7 days, once, and then invite others:`)
    console.log(new URL(`/${locale}${paths.people.welcome(token)}`, config.origin).href)
  })
}

// Whoever did not begin in time is invited once more.
const inviteAdministrator = (db: Db, known: Person | undefined, account: NewAccount, phone: string): Promise<string> =>
  transact(db, system, async (tx) => {
    const administrator = known ?? (await createAccount(tx, account))
    if (!known) await grantRole(tx, administrator, { role: 'administrator', fromDay: today(() => new Date()) })
    const { token } = await invite(tx, administrator, { by: { id: null, name: null }, note: null, phone })
    return token
  })

function goodEmail(email: string): string {
  if (!parseEmail(email)) throw new StartupError(`"${email}" is not an e-mail address.`)
  if (/@example\.org$/i.test(email)) {
    throw new StartupError('Addresses at example.org are the demonstration cast: give one that reaches the person.')
  }
  return email
}

function goodName(given: string): string {
  const name = seenText(given)
  if (!isName(name) || name.length > 120)
    throw new StartupError('The name has 1 to 120 characters, letters among them.')
  return name
}

function goodLanguage(language: string): Locale {
  if (!isLocale(language)) throw new StartupError(`"${language}" is not a language of the portal: lv, et or en.`)
  return language
}
