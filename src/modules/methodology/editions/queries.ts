import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { MethodologyContent, Criterion, Edition, Methodology, Section } from './methodology.ts'

type EditionRow = Edition & Omit<MethodologyContent, 'sections'>
type SectionRow = Omit<Section, 'criteria'>

const sectionColumns = ['id', 'version', 'methodologyVersionId', 'position', 'code', 'title', 'guidance']

const editions = (db: Db) =>
  db('methodologyVersions')
    .leftJoin('people', 'people.id', 'methodologyVersions.publishedBy')
    .select('methodologyVersions.*', 'people.name as publisherName')

/** Every edition of every family: families in their order of age, the newest edition of each first. */
export const listEditions = (db: Db): Promise<Edition[]> =>
  editions(db).orderByRaw('min(methodology_versions.created_at) over (partition by family), family, edition desc')

/** The editions in force, one of each family, the oldest family first. */
export const listPublished = (db: Db): Promise<Edition[]> =>
  editions(db)
    .where({ state: 'published' })
    .orderByRaw(
      `(select min(created_at) from methodology_versions first where first.family = methodology_versions.family), family`,
    )

async function findWhole(db: Db, which: (query: Query) => void): Promise<Methodology | undefined> {
  const chosen = () => db('methodologyVersions').modify(which).select('methodologyVersions.id')
  const found = await queryTogether<{ edition: EditionRow[]; sections: SectionRow[]; criteria: Criterion[] }>(db, {
    edition: editions(db).modify(which),
    sections: db('methodologySections')
      .whereIn('methodologyVersionId', chosen())
      .orderBy(['position', 'id'])
      .select(sectionColumns),
    criteria: db('methodologyCriteria').whereIn('methodologyVersionId', chosen()).orderBy(['position', 'id']),
  })
  const [edition] = found.edition
  const criteriaOf = Map.groupBy(found.criteria, ({ sectionId }) => sectionId)
  return (
    edition && {
      ...edition,
      sections: found.sections.map((section) => ({ ...section, criteria: criteriaOf.get(section.id) ?? [] })),
    }
  )
}

/** One edition with its sections and criteria. */
export const findMethodology = async (db: Db, id: string): Promise<Methodology | undefined> =>
  isUuid(id) ? findWhole(db, (query) => void query.where({ 'methodologyVersions.id': id })) : undefined

export const findEdition = (db: Db, family: string, edition: number): Promise<Methodology | undefined> =>
  findWhole(db, (query) => void query.where({ family, edition }))

/** The edition in force of the first family: the one that new assessments begin on. */
export async function findPublished(db: Db): Promise<Methodology | undefined> {
  const [first] = await listPublished(db)
  return first && findMethodology(db, first.id)
}
