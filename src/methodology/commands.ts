import type { Act } from '#db/act.ts'
import { amend } from '#db/act.ts'
import type { Content, CriterionContent, Edition, SectionContent } from './methodology.ts'

/** Enters a whole methodology as the draft of the family's next edition, which breaks a constraint where there is one. */
export async function enter(act: Act, family: string, content: Content): Promise<{ id: string; edition: number }> {
  const { sections, ...facts } = content
  const { title, introduction, leastScore, mostScore } = facts
  const next = act.trx('methodologyVersions').where({ family }).select(act.trx.raw('coalesce(max(edition), 0) + 1'))
  const [row] = (await act
    .trx('methodologyVersions')
    .insert({ family, edition: next, title, introduction, leastScore, mostScore })
    .returning(['id', 'edition'])) as [{ id: string; edition: number }]
  for (const [position, section] of sections.entries()) await enterSection(act, row.id, section, position)
  return row
}

async function enterSection({ trx }: Act, methodologyVersionId: string, section: SectionContent, position: number) {
  const { code, title, guidance, criteria } = section
  const [row] = (await trx('methodologySections')
    .insert({ methodologyVersionId, position, code, title, guidance })
    .returning('id')) as [{ id: string }]
  if (criteria.length === 0) return
  await trx('criteria').insert(
    criteria.map((criterion, at) => ({
      ...columnsOf(criterion),
      methodologyVersionId,
      sectionId: row.id,
      position: at,
    })),
  )
}

// A list would be taken for an array of PostgreSQL, where the column holds JSON.
const columnsOf = (criterion: CriterionContent) => ({ ...criterion, choices: JSON.stringify(criterion.choices) })

/** Puts a draft in force, in the place of the edition before it: assessments that began on that one stay on it. */
export async function publish(act: Act, draft: Pick<Edition, 'id' | 'version' | 'family'>, at: Date): Promise<void> {
  await act
    .trx('methodologyVersions')
    .where({ family: draft.family, state: 'published' })
    .update({ state: 'retired', retiredAt: at })
  await amend<Edition>(act, 'methodologyVersions', draft, {
    state: 'published',
    publishedAt: at,
    publishedBy: act.personId,
  })
  await act.record('methodology.published', draft.id)
}
