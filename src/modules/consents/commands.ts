import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { wordings, type ConsentOf, type ConsentPurpose, type Wording } from './consent.ts'

interface Given {
  isGiven: boolean
  wording: Wording
  locale: Locale
  by: 'self' | 'staff'
}

/** Writes down that somebody agrees, or takes it back, where it was otherwise before. */
export async function setConsent(
  tx: AuditedTransaction,
  of: ConsentOf,
  purpose: ConsentPurpose,
  { isGiven, wording, locale, by }: Given,
): Promise<void> {
  if (!isGiven) return withdrawConsent(tx, of, purpose, by)
  const known = await tx
    .db('consents')
    .where({ ...of, purpose })
    .whereNull('withdrawnAt')
    .first('id')
  if (known) return
  await tx.db('consents').insert({ ...of, purpose, wording: wordings[wording], locale, givenBy: by })
  await tx.record('consent.given', idOf(of), { purpose })
}

/** Takes back what somebody agreed to; does nothing where they had not. */
export async function withdrawConsent(
  tx: AuditedTransaction,
  of: ConsentOf,
  purpose: ConsentPurpose,
  by: 'self' | 'staff',
): Promise<void> {
  const withdrawn = await tx
    .db('consents')
    .where({ ...of, purpose })
    .whereNull('withdrawnAt')
    .update({ withdrawnAt: tx.db.raw('portal_clock()'), withdrawnBy: by })
  if (withdrawn > 0) await tx.record('consent.withdrawn', idOf(of), { purpose })
}

const idOf = (of: ConsentOf) => ('registrationId' in of ? of.registrationId : of.travellerId)
