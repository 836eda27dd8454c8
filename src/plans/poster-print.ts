import { renderSVG } from 'uqr'
import { cents, type Cents } from '#lib/money.ts'
import type { Locale } from '#lib/locale.ts'
import type { OnePageDocument } from '#print/poster.ts'
import { letterhead } from '#print/letterhead.ts'
import { printable } from '#print/saying.ts'
import { fundingSources } from './content.ts'
import { financeTotals } from './finance.ts'
import type { DocumentVersion } from './print.ts'
import type { PlanSnapshot } from './snapshot.ts'
import { publicityIn, documentLanguage, type DocumentLanguage } from '#print/speech.ts'

/** Where a poster's readers find more: the portal's address, and a human. */
export interface PlanReach {
  origin: string
  contact: { phone: string; email: string }
}

/** The plan at a glance, for a notice board: what is planned, whom to ask, and where to read the rest. */
export function planOnePage(
  locale: Locale,
  snapshot: PlanSnapshot,
  edition: DocumentVersion,
  reach: PlanReach,
): OnePageDocument {
  const speech = documentLanguage(locale)
  const { t, plain, moment } = speech
  const name = plain(snapshot.parish.names)
  const address = `${reach.origin}/${locale}/parishes/${snapshot.parish.slug}/plan`
  const version = edition.number === null ? t('plans:draft_of') : `${t('plans:version')} ${edition.number}`
  const dated = edition.number === null ? t('print:as_of') : t('plans:approved_at')
  return {
    ...letterhead(locale, `${t('print:board.over')}: ${name}`, publicityIn(t), edition),
    over: t('print:board.over'),
    name,
    draft: edition.number === null ? t('plans:states.draft') : null,
    intro: t('print:board.intro'),
    initiatives: snapshot.initiatives.map((initiative) => atAGlance(speech, initiative)),
    more: snapshot.initiatives.map((_, count) => t('print:board.more', { count })),
    money: moneyOf(speech, snapshot),
    ask: { title: t('print:board.whom'), lines: [reach.contact.phone, reach.contact.email] },
    plan: {
      title: t('print:board.read'),
      address,
      qr: renderSVG(address, { ecc: 'M', border: 4 }),
      alt: `${t('print:board.qr')} ${address}`,
    },
    foot: `${t('name')} · ${version} · ${dated}: ${moment(edition.at)} · ${t('funding.credit')}`,
  }
}

function atAGlance(
  { t, say, day }: DocumentLanguage,
  initiative: PlanSnapshot['initiatives'][number],
): OnePageDocument['initiatives'][number] {
  const { title, summary, startsOn, responsible } = initiative
  return {
    title: say(title),
    summary: say(summary),
    facts: [
      ...(startsOn ? [`${t('print:board.starts')}: ${day(startsOn)}`] : []),
      ...(responsible ? [`${t('print:board.ask')}: ${printable(responsible)}`] : []),
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
    [t('print:board.cost'), money(all)],
    [t('print:board.paid'), paid.join(' · ')],
  ]
}
