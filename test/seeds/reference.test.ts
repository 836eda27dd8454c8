import { describe, expect, test } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import { parishMap } from '#modules/places/map/map.ts'
import { parishes, partners, project, territories } from '../../seeds/places/reference.ts'

const count = (territory: string) => parishes.filter((parish) => parish.territory === territory).length

describe('The facts everybody starts from', () => {
  test('the funder finds the published budget and its ERDF share, to the cent', () => {
    expect(project.budget).toBe(26478703)
    expect(project.erdf).toBe(20918174)
  })

  test('everybody finds 17 parishes: 4 in Ape, 3 in Engure, 5 in Setomaa and 5 in Alutaguse', () => {
    expect(parishes).toHaveLength(17)
    expect(['ape', 'engure', 'setomaa', 'alutaguse'].map(count)).toEqual([4, 3, 5, 5])
  })

  test('each parish lies in a known territory and each territory belongs to one partner, one of whom leads', () => {
    const slugs = territories.map(({ slug }) => slug)
    expect(parishes.filter(({ territory }) => !slugs.includes(territory))).toEqual([])
    expect(territories.map(({ partner }) => partner).sort()).toEqual(partners.map(({ number }) => number).sort())
    expect(partners.filter(({ lead }) => lead)).toHaveLength(1)
  })

  test('a reader of any language finds every name, and no two parishes share an address', () => {
    for (const { names } of [project, ...partners, ...territories, ...parishes])
      for (const locale of locales) expect(names[locale]).toBeTruthy()
    expect(new Set(parishes.map(({ slug }) => slug)).size).toBe(parishes.length)
  })

  test('a number of people never stands without its year and its source', () => {
    const bare = parishes.filter(({ population, populationOn, populationSource }) =>
      population === null ? populationOn !== null : !populationOn || !populationSource,
    )
    expect(bare).toEqual([])
  })

  test('every parish has its boundary on the map but the one that nobody has confirmed, which has a point', () => {
    const drawn = parishMap.parishes.map(({ slug }) => slug)
    const undrawn = parishes.filter(({ slug }) => !drawn.includes(slug))
    expect(undrawn.map(({ slug, provisional }) => [slug, provisional])).toEqual([['setomaa5', true]])
    expect(parishMap.points.map(({ slug }) => slug).sort()).toEqual(parishes.map(({ slug }) => slug).sort())
  })

  test('the map and the facts agree on the territory of each parish', () => {
    for (const { slug, territory } of parishMap.points)
      expect([slug, territory]).toEqual([slug, parishes.find((parish) => parish.slug === slug)?.territory])
  })
})
