import type { SectionName } from '#modules/plans/plan/plan.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'

/** A row of a snapshot, whatever its section; rows frozen before ids were kept have none. */
export type SnapshotRow = Record<string, unknown> & { id?: string }

/** What kind of value a field holds, and so how two of them are compared and shown; a choice names where its words are. */
export type ComparableField =
  | { kind: 'text' | 'plain' | 'number' | 'share' | 'money' | 'day' | 'month' | 'initiative' }
  | { kind: 'choice'; words: string }

const text: ComparableField = { kind: 'text' }
const plain: ComparableField = { kind: 'plain' }
const number: ComparableField = { kind: 'number' }
const share: ComparableField = { kind: 'share' }
const money: ComparableField = { kind: 'money' }
const day: ComparableField = { kind: 'day' }
const month: ComparableField = { kind: 'month' }
const initiative: ComparableField = { kind: 'initiative' }
const choice = (words: string): ComparableField => ({ kind: 'choice', words })

/** A section of a snapshot as two versions of it are compared: where its rows are, what names one, and its fields. */
export interface ComparableSection {
  section: SectionName
  /** Where the labels of its fields are. */
  words: string
  title: string
  fields: Record<string, ComparableField>
}

/** The initiatives of a plan themselves. */
export const comparableInitiatives: ComparableSection = {
  section: 'initiatives',
  words: 'plans:initiative',
  title: 'title',
  fields: {
    title: text,
    category: choice('initiatives:categories'),
    summary: text,
    description: text,
    responsible: plain,
    startsOn: day,
    place: text,
    serves: choice('initiatives:serves'),
    provider: choice('initiatives:providers'),
    risks: text,
    sustainability: text,
  },
}

/** Sections that each initiative has of its own: the key of its rows in the initiative, and what they hold. */
export const comparableInInitiative: Record<string, ComparableSection> = {
  targetGroups: {
    section: 'target-groups',
    words: 'plans:rows.target-groups',
    title: 'who',
    fields: { who: text, size: number, gain: text },
  },
  actions: {
    section: 'actions',
    words: 'plans:rows.actions',
    title: 'what',
    fields: { what: text, who: plain, fromMonth: month, toMonth: month, deliverable: text },
  },
  lines: {
    section: 'finance',
    words: 'plans:rows.finance',
    title: 'what',
    fields: {
      what: text,
      kind: choice('plans:line_kinds'),
      category: choice('plans:line_categories'),
      month,
      quantity: number,
      unit: plain,
      unitPrice: money,
      vat: choice('plans:vat'),
      fromErdf: money,
      fromPartner: money,
      fromMunicipality: money,
      fromCommunity: money,
      fromInKind: money,
      fromRevenue: money,
      fromOther: money,
    },
  },
}

/** What a resource is used for, as rows of their own; versions from before there was a register say only by whom. */
const usesOf = ({ resources }: PlanSnapshot): SnapshotRow[] =>
  resources.flatMap(({ name, initiatives: titles, uses }) =>
    (uses ?? titles.map((initiative) => ({ initiative }))).map((use) => ({ ...use, resource: name })),
  )

type SharedSection = 'resources' | 'investments' | 'cooperations' | 'jobs'
const rowsAt = (key: SharedSection) => (snapshot: PlanSnapshot) => snapshot[key].map((row): SnapshotRow => ({ ...row }))

/** Sections that the plan has once: where their rows are in the snapshot, and what they hold. */
export const comparableInPlan: (ComparableSection & { rows: (snapshot: PlanSnapshot) => SnapshotRow[] })[] = [
  {
    section: 'resources',
    rows: rowsAt('resources'),
    words: 'resources:form',
    title: 'name',
    fields: {
      name: text,
      category: choice('resources:categories'),
      description: text,
      owner: plain,
      condition: text,
      availability: text,
    },
  },
  {
    section: 'resources',
    rows: usesOf,
    words: 'plans:rows.resources',
    title: 'resource',
    fields: {
      resource: text,
      initiative,
      whatFor: text,
      contribution: choice('plans:contributions'),
      quantity: number,
      unit: plain,
    },
  },
  {
    section: 'investments',
    rows: rowsAt('investments'),
    words: 'plans:rows.investments',
    title: 'what',
    fields: {
      what: text,
      initiative,
      why: text,
      cost: money,
      priority: choice('plans:priorities'),
      keeper: text,
    },
  },
  {
    section: 'cooperation',
    rows: rowsAt('cooperations'),
    words: 'plans:rows.cooperation',
    title: 'kind',
    fields: {
      kind: choice('plans:cooperation_kinds'),
      initiative,
      reason: text,
      municipalityGives: text,
      communityGives: text,
      contact: plain,
      fromDay: day,
      toDay: day,
      signedOn: day,
    },
  },
  {
    section: 'jobs',
    rows: rowsAt('jobs'),
    words: 'plans:rows.jobs',
    title: 'who',
    fields: { who: text, kind: choice('plans:job_kinds'), initiative, fte: share, startsOn: day },
  },
]
