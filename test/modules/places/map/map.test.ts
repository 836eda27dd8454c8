import { describe, expect, test } from 'vitest'
import { territoryViewBox, parishMap } from '#modules/places/map/map.ts'

const box = (territory: string) => (territoryViewBox(territory) ?? '').split(' ').map(Number)

describe('The map of the parishes', () => {
  test('a villager on a slow line gets the whole map in less than 14 kB', () => {
    const { land, neighbours, lakes, parishes, territories } = parishMap
    const paths = [land, neighbours, lakes, ...parishes.map(({ d }) => d), ...territories.map(({ d }) => d)]
    expect(paths.join('').length).toBeLessThan(14_000)
  })

  test.each(parishMap.points)('the small map of $slug shows its centre', ({ territory, x, y }) => {
    const [west = 0, north = 0, width = 0, height = 0] = box(territory)
    expect(x > west && x < west + width && y > north && y < north + height).toBe(true)
  })

  test('each territory has a small map of its own', () => {
    const territories = [...new Set(parishMap.points.map(({ territory }) => territory))]
    expect(new Set(territories.map(territoryViewBox)).size).toBe(territories.length)
  })

  test('a territory that is not drawn has none, and its parishes are shown without', () => {
    expect(territoryViewBox('atlantis')).toBeUndefined()
  })
})
