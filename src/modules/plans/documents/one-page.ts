import { renderSVG } from 'uqr'
import { cents, type Cents } from '#platform/values/money.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { OnePageDocument } from '#platform/pdf/one-page.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import { paths } from '#platform/paths/paths.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { financeTotals } from '#modules/plans/plan/finance.ts'
import type { DocumentVersion } from './document.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'

/** Where a poster's readers find more: the portal's address, and a human. */
export interface OnePageContact {
  origin: string
  contact: { phone: string; email: string }
}

/** The plan at a glance, for a notice board: what is planned, whom to ask, and where to read the rest. */
export function planOnePage(
  locale: Locale,
  snapshot: PlanSnapshot,
  edition: DocumentVersion,
  reach: OnePageContact,
): OnePageDocument {
  const speech = documentLanguage(locale)
  const { t, plain, moment } = speech
  const name = plain(snapshot.parish.names)
  const address = `${reach.origin}/${locale}${paths.plans.inForce(snapshot.parish.slug)}`
  const version = edition.number === null ? t('plans:draft_of') : `${t('plans:version')} ${edition.number}`
  const dated = edition.number === null ? t('pdf:as_of') : t('plans:approved_at')
  return {
    ...letterhead(locale, `${t('pdf:board.over')}: ${name}`, publicityIn(t), edition),
    over: t('pdf:board.over'),
    name,
    draft: edition.number === null ? t('plans:states.draft') : null,
    intro: t('pdf:board.intro'),
    initiatives: snapshot.initiatives.map((initiative) => atAGlance(speech, initiative)),
    more: snapshot.initiatives.map((_, count) => t('pdf:board.more', { count })),
    money: moneyOf(speech, snapshot),
    ask: { title: t('pdf:board.whom'), lines: [reach.contact.phone, reach.contact.email] },
    plan: {
      title: t('pdf:board.read'),
      address,
      qr: renderSVG(address, { ecc: 'M', border: 4 }),
      alt: `${t('pdf:board.qr')} ${address}`,
    },
    foot: `${t('name')} · ${version} · ${dated}: ${moment(edition.at)} · ${t('funding.credit')}`,
  }
}

function atAGlance(
  { t, say, inline, day, beside }: DocumentLanguage,
  initiative: PlanSnapshot['initiatives'][number],
): OnePageDocument['initiatives'][number] {
  const { title, summary, startsOn, responsible } = initiative
  return {
    title: say(title),
    summary: say(summary),
    facts: [
      ...(startsOn ? [[`${t('pdf:board.starts')}: ${day(startsOn)}`]] : []),
      ...(responsible ? [[`${t('pdf:board.ask')}: `, ...inline(beside(title, responsible))]] : []),
    ],
  }
}

function moneyOf({ t, money }: DocumentLanguage, { initiatives }: PlanSnapshot): OnePageDocument['money'] {
  const totals = financeTotals(initiatives.flatMap(({ lines }) => lines))
  const all: Cents = cents(totals.cost + totals.investment)
  if (all === 0) return []
  const paying = fundingSources.filter((source) => totals.bySource[source] > 0)
  const paid = paying.map(
    (source) => `${t(`plans:rows.finance.${source}.label`)}\u00a0${money(totals.bySource[source])}`,
  )
  return [
    [t('pdf:board.cost'), money(all)],
    [t('pdf:board.paid'), paid.join(' · ')],
  ]
}
