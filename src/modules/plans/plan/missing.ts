import type { Multilingual } from '#platform/i18n/locale.ts'
import { uncoveredAmount } from './finance.ts'
import { cooperationKinds, type PlanContent, type FinanceLine, type PlannedInitiative } from './initiative-content.ts'
import type { SectionName } from './plan.ts'

/** One thing a plan lacks: words `plans:missing.<key>`, and the section (and record) where it is mended. */
export interface MissingInPlan {
  key: string
  section: SectionName
  initiative?: Pick<PlannedInitiative, 'slug' | 'title'>
  field?: string
  row?: number
  rowId?: string
  amount?: number
}

const needed = [
  'category',
  'summary',
  'description',
  'responsible',
  'startsOn',
  'place',
  'serves',
  'provider',
  'risks',
  'sustainability',
] as const
const neededInAction = ['what', 'who', 'fromMonth', 'toMonth'] as const
const neededInLine = ['kind', 'month', 'category', 'what', 'quantity', 'unitPrice', 'vat'] as const

const isEmpty = (value: Multilingual | string | number | null) => value === null || value === ''

/** What a plan still lacks before it can be submitted: the list on its overview and the gate of its submission are this one. */
export function missingInPlan(content: PlanContent): MissingInPlan[] {
  const none: MissingInPlan[] =
    content.initiatives.length === 0 ? [{ key: 'no_initiatives', section: 'initiatives' }] : []
  return [
    ...none,
    ...content.initiatives.flatMap((each) => missingInInitiative(each, content)),
    ...missingAround(content),
  ]
}

function missingInInitiative(
  initiative: PlannedInitiative,
  { targetGroups, actions, lines }: PlanContent,
): MissingInPlan[] {
  const groups = targetGroups.filter(({ initiativeId }) => initiativeId === initiative.id)
  const steps = actions.filter(({ initiativeId }) => initiativeId === initiative.id)
  const own = lines.filter(({ initiativeId }) => initiativeId === initiative.id)
  return [
    ...needed
      .filter((field) => isEmpty(initiative[field]))
      .map((field): MissingInPlan => ({ key: 'field', section: 'initiatives', initiative, field })),
    ...(groups.length === 0 ? [{ key: 'no_target_groups', section: 'target-groups', initiative } as const] : []),
    ...groups.flatMap(({ id, who, gain }, at): MissingInPlan[] =>
      isEmpty(who) || isEmpty(gain)
        ? [{ key: 'row', section: 'target-groups', initiative, row: at + 1, rowId: id }]
        : [],
    ),
    ...(steps.length === 0 ? [{ key: 'no_actions', section: 'actions', initiative } as const] : []),
    ...steps.flatMap((action, at): MissingInPlan[] =>
      neededInAction.some((field) => isEmpty(action[field]))
        ? [{ key: 'row', section: 'actions', initiative, row: at + 1, rowId: action.id }]
        : [],
    ),
    ...(own.length === 0 ? [{ key: 'no_lines', section: 'finance', initiative } as const] : []),
    ...own.flatMap((line, at) => missingInLine(line, at + 1, initiative)),
  ]
}

function missingInLine(line: FinanceLine, row: number, initiative: PlannedInitiative): MissingInPlan[] {
  const place = { section: 'finance', initiative, row, rowId: line.id } as const
  if (neededInLine.some((field) => isEmpty(line[field]))) return [{ key: 'row', ...place }]
  const amount = uncoveredAmount(line)
  return amount === 0 ? [] : [{ key: amount > 0 ? 'uncovered' : 'overcovered', amount: Math.abs(amount), ...place }]
}

function missingAround({ uses, investments, cooperations, jobs }: PlanContent): MissingInPlan[] {
  const incomplete = <T extends { id: string }>(section: SectionName, rows: readonly T[], lacks: (row: T) => boolean) =>
    rows.flatMap((row, at): MissingInPlan[] =>
      lacks(row) ? [{ key: 'row', section, row: at + 1, rowId: row.id }] : [],
    )
  const none = (section: SectionName, rows: readonly object[]): MissingInPlan[] =>
    rows.length === 0 ? [{ key: `no_${section}`, section }] : []

  return [
    ...none('resources', uses),
    ...incomplete('resources', uses, ({ contribution }) => isEmpty(contribution)),
    ...incomplete(
      'investments',
      investments,
      (row) => isEmpty(row.what) || isEmpty(row.cost) || isEmpty(row.priority) || isEmpty(row.keeper),
    ),
    ...none('cooperation', cooperations),
    ...incomplete(
      'cooperation',
      cooperations,
      (row) =>
        row.kind === null ||
        (row.kind === cooperationKinds[0]
          ? isEmpty(row.reason)
          : isEmpty(row.municipalityGives) || isEmpty(row.contact)),
    ),
    ...none('jobs', jobs),
    ...incomplete('jobs', jobs, ({ kind, who }) => isEmpty(kind) || isEmpty(who)),
  ]
}
