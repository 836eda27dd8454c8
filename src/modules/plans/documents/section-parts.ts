import type { DocumentPart, TextRun } from '#platform/pdf/document.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { textOrDash, type DocumentLanguage } from '#platform/pdf/labels.ts'

type Use = NonNullable<PlanSnapshot['resources'][number]['uses']>[number]

/** Labelled texts one after another, those that say nothing left out. */
const labelledLines = (pairs: [string, TextRun][]): TextRun =>
  pairs.flatMap(([label, run]) => (run.length ? [`. ${label}: `, ...run] : []))

export function resourceParts(
  { t, say, inline, number, beside }: DocumentLanguage,
  { resources }: PlanSnapshot,
): DocumentPart[] {
  if (resources.length === 0) return []
  const label = (name: string) => t(`resources:form.${name}.label` as never)
  const given = ({ contribution, quantity, unit, whatFor, initiative }: Use): TextRun => {
    if (!contribution) return []
    const named = inline(beside(whatFor ?? initiative, unit))
    const much = quantity === null ? [] : [`: ${number(quantity)} `, ...named]
    return [` (${t(`plans:contributions.${contribution}`)}`, ...much, ')']
  }
  const bullets = resources.map(({ uses = [], ...each }): TextRun => [
    { strong: textOrDash(say(each.name)) },
    each.category ? ` (${t(`resources:categories.${each.category}` as never)})` : '',
    ...(each.description ? ['. ', ...say(each.description)] : []),
    ...labelledLines([
      [label('owner'), inline(beside(each.name, each.owner))],
      [label('condition'), say(each.condition)],
      [label('availability'), say(each.availability)],
    ]),
    ...uses.flatMap((use): TextRun => [
      { break: true },
      '→ ',
      ...say(use.initiative),
      ...(use.whatFor ? [': ', ...say(use.whatFor)] : []),
      ...given(use),
    ]),
  ])
  return [{ heading: [t('plans:sections.resources')], level: 1 }, { bullets }]
}

export function investmentParts(
  { t, inline, languageNotice, money }: DocumentLanguage,
  { investments }: PlanSnapshot,
): DocumentPart[] {
  if (investments.length === 0) return []
  const head = (name: string) => t(`plans:rows.investments.${name}.label` as never)
  const rows = investments.map(({ what, why, priority, keeper, cost }): TextRun[] => [
    textOrDash(inline(what)),
    inline(why),
    [priority ? t(`plans:priorities.${priority}`) : '–'],
    inline(keeper),
    [cost === null ? '–' : money(cost)],
  ])
  const columns = [
    { head: head('what'), width: 3 },
    { head: head('why'), width: 4 },
    { head: head('priority'), width: 'fit' as const },
    { head: head('keeper'), width: 3 },
    { head: head('cost'), width: 'fit' as const, number: true },
  ]
  const heading = [t('plans:sections.investments')]
  const caption = [...heading, ...languageNotice(investments.flatMap(({ what, why, keeper }) => [what, why, keeper]))]
  return [{ heading, level: 1 }, { table: { caption, columns, rows, totals: [] } }]
}

export function cooperationParts({ t, say, day }: DocumentLanguage, { cooperations }: PlanSnapshot): DocumentPart[] {
  if (cooperations.length === 0) return []
  const label = (name: string) => t(`plans:rows.cooperation.${name}.label` as never)
  const bullets = cooperations.map((each): TextRun => [
    { strong: [each.kind ? t(`plans:cooperation_kinds.${each.kind}`) : '–'] },
    ...(each.initiative ? [' (', ...say(each.initiative), ')'] : []),
    ...labelledLines(
      (['reason', 'municipalityGives', 'communityGives'] as const).map((name) => [label(name), say(each[name])]),
    ),
    ...labelledLines(
      (['fromDay', 'toDay', 'signedOn'] as const).map((name) => [label(name), each[name] ? [day(each[name])] : []]),
    ),
  ])
  return [{ heading: [t('plans:sections.cooperation')], level: 1 }, { bullets }]
}

export function jobParts({ t, say, number, day }: DocumentLanguage, jobs: PlanSnapshot['jobs']): DocumentPart[] {
  if (jobs.length === 0) return []
  const bullets = jobs.map(({ kind, fte, startsOn, who, initiative }): TextRun => [
    { strong: [kind ? t(`plans:job_kinds.${kind}`) : '–'] },
    fte === null ? '' : ` (${number(fte / 10_000)})`,
    ...(initiative ? [', ', ...say(initiative)] : []),
    ...labelledLines([[t('plans:rows.jobs.startsOn.label'), startsOn ? [day(startsOn)] : []]]),
    ...(who ? ['. ', ...say(who)] : []),
  ])
  return [{ heading: [t('plans:sections.jobs')], level: 1 }, { bullets }]
}
