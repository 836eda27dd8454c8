import type { AuditedTransaction } from '#platform/db/transact.ts'
import { parishes, partners, project, territories } from './reference.ts'

/** Writes the project, its partners, territories and parishes: facts, each with its source in the reference files. */
export async function seedPlaces(tx: AuditedTransaction): Promise<void> {
  const { db, record } = tx
  const { code, names, programme, priority, specificObjective: objective, startsOn, endsOn, budget, erdf } = project
  await db('projects').insert({ code, names, programme, priority, objective, startsOn, endsOn, budget, erdf })

  const partnerRows: { id: string; number: number }[] = await db('partners')
    .insert(partners)
    .returning(['id', 'number'])
  const partnerOf = new Map(partnerRows.map(({ id, number }) => [number, id]))
  const territoryRows: { id: string; slug: string }[] = await db('territories')
    .insert(
      territories.map(({ slug, partner, names, country }) => ({
        slug,
        partnerId: partnerOf.get(partner),
        names,
        country,
      })),
    )
    .returning(['id', 'slug'])
  const territoryOf = new Map(territoryRows.map(({ id, slug }) => [slug, id]))

  for (const parish of parishes) {
    const [row]: { id: string }[] = await db('parishes')
      .insert(rowOf(parish, territoryOf.get(parish.territory) ?? ''))
      .returning('id')
    await record('parish.created', row?.id ?? '', { slug: parish.slug })
  }
}

const rowOf = (parish: (typeof parishes)[number], territoryId: string | undefined) => ({
  slug: parish.slug,
  territoryId,
  names: parish.names,
  kind: parish.kind,
  population: parish.population,
  populationYear: parish.populationOn,
  populationSource: parish.populationSource,
  areaKm2: parish.areaKm2,
  latitude: parish.lat,
  longitude: parish.lon,
  code: parish.code,
  municipality: parish.municipality,
  note: parish.note,
  provisional: parish.provisional,
})
