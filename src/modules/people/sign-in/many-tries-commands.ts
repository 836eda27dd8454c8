import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#platform/db/connection.ts'
import { system, transact } from '#platform/db/transact.ts'
import { translations } from '#platform/i18n/translations.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { paths } from '#platform/paths/paths.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'

const longestWait = 5000

/**
 * Makes further tries on an account wait, longer each time, wherever they come from: an account is never locked, since that
 * would let anybody lock somebody out. With the first of them its owner is written to, once a day.
 */
export async function slowDown(db: Db, email: string, more: number, at: Date): Promise<void> {
  if (more === 1) await warn(db, email, at)
  await pause(Math.min(more * 1000, longestWait))
}

async function warn(db: Db, email: string, at: Date): Promise<void> {
  const person = await findPersonByEmail(db, email)
  if (!person || person.deactivatedAt) return
  const { t } = translations[person.locale]
  await transact(db, system, async (tx) => {
    await enqueueMail(tx, {
      to: person.email,
      locale: person.locale,
      personId: person.id,
      once: `many tries ${person.id} ${at.toISOString().slice(0, 10)}`,
      subject: t('people:many_tries.subject'),
      parts: [
        t('people:many_tries.text'),
        { link: t('people:many_tries.link'), to: `/${person.locale}${paths.people.account()}` },
      ],
    })
    await tx.record('person.many_tries', person.id)
  })
}
