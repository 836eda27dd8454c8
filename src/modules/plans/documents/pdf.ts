import type { Locale } from '#platform/i18n/locale.ts'
import type { PrintedPdf, Printer } from '#platform/pdf/printer.ts'
import type { PlanVersion } from '#modules/plans/plan/plan.ts'
import { planOnePage, type OnePageContact } from './one-page.ts'
import { planDocument } from './document.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'

/** The whole plan for officials, or one page of it for the notice board. */
export type PlanDocumentKind = 'plan' | 'poster'

const keyOf = (kind: PlanDocumentKind, locale: Locale, { number, sha256 }: PlanVersion) =>
  `${kind} ${locale} ${number} ${sha256}`

/** Plans as PDF, from the very snapshot that the pages show. A version is printed once a language, a draft as it stands. */
export function planPdfs(printer: Printer, reach: OnePageContact) {
  const ofVersion = (kind: PlanDocumentKind, locale: Locale, version: PlanVersion): Promise<PrintedPdf> => {
    const { number, sha256, approvedAt, snapshot } = version
    const edition = { number, sha256, at: approvedAt }
    const key = keyOf(kind, locale, version)
    return kind === 'plan'
      ? printer.printOnce(key, 'document', () => planDocument(locale, snapshot, edition))
      : printer.printOnce(key, 'one-page', () => planOnePage(locale, snapshot, edition, reach))
  }

  return {
    ofVersion,

    ofDraft(kind: PlanDocumentKind, locale: Locale, snapshot: PlanSnapshot, at: Date): Promise<PrintedPdf> {
      const edition = { number: null, sha256: null, at }
      return kind === 'plan'
        ? printer.print('document', planDocument(locale, snapshot, edition))
        : printer.print('one-page', planOnePage(locale, snapshot, edition, reach))
    },

    /** Bytes that a version's plan takes on the way, once somebody has asked for it; nobody waits for a page to know. */
    sizeOf: (locale: Locale, version: PlanVersion): number | null => printer.sizeOf(keyOf('plan', locale, version)),
  }
}
