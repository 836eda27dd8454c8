import type { Config } from '#config.ts'
import { loadFactorKeys } from '#session-secret.ts'
import { system, transact } from '#platform/db/transact.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { resealApps } from '#modules/people/second-factors/app-commands.ts'
import { removeAllFactors } from '#modules/people/second-factors/commands.ts'
import { listFactors } from '#modules/people/second-factors/queries.ts'
import { flagsOf } from './args.ts'
import { ask } from './prompt.ts'
import { withDatabase } from './schema.ts'

/** `reset-factor` */
export async function resetFactor(config: Config, args: string[]): Promise<void> {
  const { email = await ask('E-mail', '--email') } = flagsOf(args, { email: 'string' })
  await withDatabase(config, async (db) => {
    const person = await findPersonByEmail(db, email)
    if (!person) throw new StartupError(`There is no account of ${email}.`)
    if ((await listFactors(db, person.id)).length === 0) throw new StartupError(`${email} has no second factor.`)
    const told = { person, phone: config.contact.phone, at: new Date() }
    const once = `${person.id} ${told.at.toISOString()}`
    const count = await transact(db, system, (tx) => removeAllFactors(tx, told, once))
    console.log(`Removed from ${email}: ${count}. The password alone lets them in now; a letter tells them so.`)
  })
}

/** `reseal-factors` */
export async function resealFactors(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  const keys = await loadFactorKeys(config)
  if (!keys.earlier) throw new StartupError('Set FACTOR_KEY to the new key and FACTOR_KEY_OLD to the one before it.')
  await withDatabase(config, async (db) => {
    const { resealed, all } = await resealApps(db, keys)
    console.log(`Sealed with FACTOR_KEY: ${resealed} anew, ${all} in all. FACTOR_KEY_OLD is needed no more.`)
  })
}
