import type { AuditedTransaction } from '#platform/db/transact.ts'
import { day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { grantRole, createAccount, type NewRole } from '#modules/people/accounts/commands.ts'

type Scope = { territory?: string; parish?: string }
type Hat = Scope & Pick<NewRole, 'role' | 'confirms'>

const members: { email: string; name: string; locale: Locale; hats: Hat[] }[] = [
  { email: 'admin@example.org', name: 'Demo administrator', locale: 'en', hats: [{ role: 'administrator' }] },
  { email: 'lead@example.org', name: 'Demo koordinaator (juhtpartner)', locale: 'et', hats: [{ role: 'lead' }] },
  {
    email: 'ape@example.org',
    name: 'Demo speciāliste (Ape)',
    locale: 'lv',
    hats: [{ role: 'partner', territory: 'ape' }],
  },
  {
    email: 'engure@example.org',
    name: 'Demo speciāliste (Engure)',
    locale: 'lv',
    hats: [{ role: 'partner', territory: 'engure' }],
  },
  {
    email: 'setomaa@example.org',
    name: 'Demo spetsialist (Setomaa)',
    locale: 'et',
    hats: [{ role: 'partner', territory: 'setomaa' }],
  },
  {
    email: 'alutaguse@example.org',
    name: 'Demo spetsialist (Alutaguse)',
    locale: 'et',
    hats: [{ role: 'partner', territory: 'alutaguse' }],
  },
  {
    email: 'mentor@example.org',
    name: 'Demo mentors',
    locale: 'lv',
    hats: [
      { role: 'mentor', parish: 'gaujiena' },
      { role: 'mentor', parish: 'varska' },
    ],
  },
  {
    email: 'gaujiena@example.org',
    name: 'Demo iedzīvotāja (Gaujiena)',
    locale: 'lv',
    hats: [{ role: 'member', parish: 'gaujiena', confirms: true }],
  },
  {
    email: 'varska@example.org',
    name: 'Demo elanik (Värska)',
    locale: 'et',
    hats: [{ role: 'member', parish: 'varska' }],
  },
  { email: 'auditor@example.org', name: 'Demo auditor', locale: 'en', hats: [{ role: 'auditor' }] },
]

/** Opens the accounts of the demonstration cast; their names are roles, not people. */
export async function seedDemoAccounts(tx: AuditedTransaction): Promise<void> {
  const idOf = async (table: string, slug = ''): Promise<string | undefined> => {
    const row: { id: string } | undefined = await tx.db(table).where({ slug }).first('id')
    return row?.id
  }

  for (const { hats, ...facts } of members) {
    const person = await createAccount(tx, { ...facts, password: demoPassword })
    for (const { territory, parish, ...hat } of hats) {
      const [territoryId, parishId] = [await idOf('territories', territory), await idOf('parishes', parish)]
      await grantRole(tx, person, {
        ...hat,
        ...(territoryId === undefined ? {} : { territoryId }),
        ...(parishId === undefined ? {} : { parishId }),
        fromDay: day('2019-05-01'),
      })
    }
  }
}
