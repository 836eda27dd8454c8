import type { InitiativeCategory, PublishedInitiative } from '#modules/initiatives/initiative/initiative.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { withFinishedTranslations } from '#platform/i18n/text.ts'
import type {
  PlanContent,
  Cooperation,
  FinanceLine,
  Investment,
  PlannedJob,
  PlannedInitiative,
  PlannedResource,
  ResourceUse,
} from './initiative-content.ts'
import { financeTotals } from './finance.ts'

// Versions frozen before rows kept their ids have none.
type Kept<T> = Omit<T, 'id' | 'version' | 'initiativeId' | 'updatedAt'> & { id?: string }

/** What a version freezes: each row with the id it is known by in every version, and the title of its initiative. */
export interface PlanSnapshot {
  parish: { slug: string; names: Multilingual; territory: Multilingual }
  initiatives: (PublishedInitiative & { lines: Kept<FinanceLine>[] })[]
  resources: ResourceSnapshot[]
  investments: (Kept<Investment> & { initiative: Multilingual | null })[]
  cooperations: (Kept<Cooperation> & { initiative: Multilingual | null })[]
  jobs: (Kept<PlannedJob> & { initiative: Multilingual | null })[]
}

/** What the parish has, as it was. Versions from before there was a register say only which initiatives use it. */
export interface ResourceSnapshot extends Omit<Kept<PlannedResource>, 'category' | 'description'> {
  category: string
  description?: Multilingual | null
  initiatives: Multilingual[]
  uses?: (Omit<Kept<ResourceUse>, 'resourceId'> & { initiative: Multilingual })[]
}

/** Whose plan it is, as a version names it. */
interface Named {
  parishSlug: string
  parishNames: Multilingual
  territoryNames: Multilingual
}

/** A plan's content as readers get it: what a version freezes and a preview shows. */
export const planSnapshot = (plan: Named, content: PlanContent): PlanSnapshot =>
  withFinishedTranslations(everythingOf(plan, content))

function everythingOf(plan: Named, content: PlanContent): PlanSnapshot {
  const titles = new Map(content.initiatives.map(({ id, title }) => [id, title]))
  const titleOf = (id: string | null): Multilingual | null => (id === null ? null : (titles.get(id) ?? null))

  return {
    parish: { slug: plan.parishSlug, names: plan.parishNames, territory: plan.territoryNames },
    initiatives: content.initiatives.map((each) => ({
      ...published(each, content),
      lines: content.lines
        .filter(({ initiativeId }) => initiativeId === each.id)
        .map(({ initiativeId: _, ...line }) => line),
    })),
    resources: content.resources.flatMap((resource) => kept(resource, content.uses, titleOf)),
    investments: content.investments.map(({ initiativeId, ...row }) => ({
      ...row,
      initiative: titleOf(initiativeId),
    })),
    cooperations: content.cooperations.map(({ initiativeId, ...row }) => ({
      ...row,
      initiative: titleOf(initiativeId),
    })),
    jobs: content.jobs.map(({ initiativeId, ...row }) => ({ ...row, initiative: titleOf(initiativeId) })),
  }
}

function kept(
  resource: PlannedResource,
  all: readonly ResourceUse[],
  titleOf: (id: string) => Multilingual | null,
): ResourceSnapshot[] {
  const uses = all.filter(({ resourceId }) => resourceId === resource.id)
  const publicUses = uses.flatMap(({ id, initiativeId, whatFor, contribution, quantity, unit }) => {
    const initiative = titleOf(initiativeId)
    return initiative ? [{ id, initiative, whatFor, contribution, quantity, unit }] : []
  })
  const initiatives = [...new Set(uses.map(({ initiativeId }) => initiativeId))].flatMap((of) => titleOf(of) ?? [])
  return publicUses.length > 0 ? [{ ...resource, initiatives, uses: publicUses }] : []
}

/** A text that nobody has written yet. */
export const noText: Multilingual = { source: 'en', en: '' }

// Before the strict check has passed, a preview shows what is missing as empty.
function published(initiative: PlannedInitiative, content: PlanContent): PublishedInitiative {
  const own = <T extends { initiativeId: string | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.initiativeId === initiative.id)
  const { cost, income, investment } = financeTotals(own(content.lines))
  return {
    slug: initiative.slug,
    title: initiative.title,
    category: initiative.category as InitiativeCategory,
    summary: initiative.summary ?? noText,
    description: initiative.description ?? noText,
    responsible: initiative.responsible ?? '',
    startsOn: initiative.startsOn as PublishedInitiative['startsOn'],
    place: initiative.place ?? noText,
    serves: initiative.serves as PublishedInitiative['serves'],
    provider: initiative.provider as PublishedInitiative['provider'],
    risks: initiative.risks,
    sustainability: initiative.sustainability,
    targetGroups: own(content.targetGroups).map(({ id, who, size, gain }) => ({ id, who: who ?? noText, size, gain })),
    actions: own(content.actions).map(({ id, what, who, fromMonth, toMonth, deliverable }) => ({
      id,
      what: what ?? noText,
      who,
      fromMonth,
      toMonth,
      deliverable,
    })),
    resources: content.resources
      .filter(({ id }) => own(content.uses).some(({ resourceId }) => resourceId === id))
      .map(({ category, name }) => ({ category, name })),
    finance: { cost, income, investment },
    jobs: own(content.jobs).map(({ kind, fte, startsOn, who }) => ({ kind: kind ?? '', fte, startsOn, who })),
  }
}
