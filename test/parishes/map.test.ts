import { describe, expect, test } from 'vitest'
import { around, parishMap } from '#parishes/map.ts'

const box = (slug: string) => around(slug).split(' ').map(Number)

describe('The map of the parishes', () => {
  test('a villager on a slow line gets the whole map in less than 14 kB', () => {
    const { land, neighbours, lakes, parishes, territories } = parishMap
    const paths = [land, neighbours, lakes, ...parishes.map(({ d }) => d), ...territories.map(({ d }) => d)]
    expect(paths.join('').length).toBeLessThan(14_000)
  })

  test.each(parishMap.points)('the small map of $slug shows its centre', ({ slug, x, y }) => {
    const [west = 0, north = 0, width = 0, height = 0] = box(slug)
    expect(x > west && x < west + width && y > north && y < north + height).toBe(true)
  })

  test('neighbours are seen together: all parishes of a territory have the same small map', () => {
    expect(around('varska')).toBe(around('setomaa5'))
    expect(around('varska')).not.toBe(around('iisaku'))
  })

  test('a parish that is not on the map is a mistake in the code, and says so', () => {
    expect(() => around('atlantis')).toThrow('atlantis')
  })
})
