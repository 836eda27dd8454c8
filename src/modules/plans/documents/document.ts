import type { Locale } from '#platform/i18n/locale.ts'
import type { DocumentPart, PrintedDocument, TextRun } from '#platform/pdf/document.ts'
import { letterhead, type PlanDecision } from '#platform/pdf/letterhead.ts'
import { financeParts } from './finance-tables.ts'
import { cooperationParts, investmentParts, jobParts, resourceParts } from './section-parts.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { textOrDash, publicityIn, documentLanguage, type DocumentLanguage } from '#platform/pdf/labels.ts'

/** How a plan stands that is printed: frozen as a numbered version, or a draft of a moment. */
export interface DocumentVersion extends PlanDecision {
  number: number | null
  sha256: string | null
}

/** The whole plan for officials: every section, and the financial tables with their sums on pages of their own. */
export function planDocument(locale: Locale, snapshot: PlanSnapshot, edition: DocumentVersion): PrintedDocument {
  const speech = documentLanguage(locale)
  const { t, plain, say, moment } = speech
  const name = plain(snapshot.parish.names)
  const version = edition.number === null ? t('plans:draft_of') : `${t('plans:version')} ${edition.number}`
  const dated = edition.number === null ? t('pdf:as_of') : t('plans:approved_at')
  return {
    ...letterhead(locale, `${t('plans:title')}: ${name}`, publicityIn(t), edition),
    over: t('plans:title'),
    name: [name],
    facts: [
      [t('pdf:territory'), say(snapshot.parish.territory)],
      [t('plans:version'), [edition.number === null ? t('plans:states.draft') : String(edition.number)]],
      [dated, [moment(edition.at)]],
    ],
    draft: edition.number === null ? t('plans:states.draft') : null,
    contents: t('pdf:contents'),
    foot: {
      left: `${t('name')} · ${name} · ${version} · ${dated}: ${moment(edition.at)}`,
      right: edition.sha256 ? `${t('plans:fingerprint')} ${edition.sha256}` : t('plans:draft_note'),
    },
    parts: [
      { heading: [t('plans:sections.initiatives')], level: 1 },
      ...snapshot.initiatives.flatMap((initiative) => initiativeParts(speech, initiative)),
      ...resourceParts(speech, snapshot),
      ...investmentParts(speech, snapshot),
      ...cooperationParts(speech, snapshot),
      ...jobParts(speech, snapshot.jobs),
      ...financeParts(speech, snapshot),
    ],
  }
}

type Printable = PlanSnapshot['initiatives'][number]

function initiativeParts(speech: DocumentLanguage, initiative: Printable): DocumentPart[] {
  const { t, say, prose, day, beside } = speech
  const word = (group: 'categories' | 'serves' | 'providers', key: string | null) =>
    key ? t(`initiatives:${group}.${key}` as never) : '–'
  const field = (name: string) => t(`plans:initiative.${name}.label` as never)
  const titled = (name: string, parts: DocumentPart[]): DocumentPart[] =>
    parts.length === 0 ? [] : [{ heading: [name], level: 3 }, ...parts]
  return [
    { heading: say(initiative.title), level: 2 },
    { lead: say(initiative.summary) },
    ...prose(initiative.description),
    {
      facts: [
        [field('category'), [word('categories', initiative.category)]],
        [field('responsible'), textOrDash(say(beside(initiative.title, initiative.responsible)))],
        [field('startsOn'), [initiative.startsOn ? day(initiative.startsOn) : '–']],
        [field('place'), textOrDash(say(initiative.place))],
        [field('serves'), [word('serves', initiative.serves)]],
        [field('provider'), [word('providers', initiative.provider)]],
      ],
    },
    ...titled(t('plans:sections.target-groups'), targetGroupParts(speech, initiative)),
    ...titled(t('plans:sections.actions'), actionParts(speech, initiative)),
    ...titled(field('risks'), prose(initiative.risks)),
    ...titled(field('sustainability'), prose(initiative.sustainability)),
  ]
}

function targetGroupParts({ say, number }: DocumentLanguage, { targetGroups }: Printable): DocumentPart[] {
  if (targetGroups.length === 0) return []
  const bullets = targetGroups.map(({ who, size, gain }): TextRun => [
    ...say(who),
    ...(size === null ? [] : [` (${number(size)})`]),
    ...(gain ? [': ', ...say(gain)] : []),
  ])
  return [{ bullets }]
}

function actionParts(
  { t, say, inline, languageNotice, beside }: DocumentLanguage,
  { actions = [], title }: Printable,
): DocumentPart[] {
  if (actions.length === 0) return []
  const head = (name: string) => t(`plans:rows.actions.${name}.label` as never)
  const month = (at: string | null) => at?.split('-').reverse().join('.') ?? '–'
  const whoOf = ({ what, who }: (typeof actions)[number]) => beside(what, who)
  const texts = actions.flatMap((action) => [action.what, whoOf(action), action.deliverable])
  const rows = actions.map((action): TextRun[] => [
    textOrDash(inline(action.what)),
    inline(whoOf(action)),
    [month(action.fromMonth)],
    [month(action.toMonth)],
    inline(action.deliverable),
  ])
  const columns = [
    { head: head('what'), width: 4 },
    { head: head('who'), width: 2 },
    { head: head('fromMonth'), width: 'fit' as const },
    { head: head('toMonth'), width: 'fit' as const },
    { head: head('deliverable'), width: 4 },
  ]
  return [{ table: { caption: [...say(title), ...languageNotice(texts)], columns, rows, totals: [] } }]
}
