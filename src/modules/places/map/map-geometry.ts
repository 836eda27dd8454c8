import type { GeoContext } from 'd3-geo'
import type { Position } from 'geojson'

type MapPoint = readonly [number, number]

/**
 * Thins out a group of boundaries drawn in units: of all corners within one cell (a square of so many units) one stands for the
 * others, the same one for every boundary of the group, so that neighbours still touch.
 */
export const simplifier = (cell: number) => {
  const kept = new Map<string, MapPoint>()
  return (ring: readonly MapPoint[]): Position[] => {
    const thinned = ring.map((spot) => {
      const key = spot.map((along) => Math.floor(along / cell)).join(' ')
      const standing = kept.get(key) ?? spot
      kept.set(key, standing)
      return standing
    })
    return thinned.filter((spot, index) => spot !== thinned[index - 1]).map(([x, y]) => [x, y])
  }
}

/** A pen for d3 that writes an SVG path in whole units, each corner relative to the one before: half the length of absolute ones. */
export const svgPath = () => {
  let path = ''
  let here: MapPoint = [0, 0]
  let start: MapPoint = here
  const go = (command: string, x: number, y: number) => {
    const [dx, dy] = [Math.round(x) - here[0], Math.round(y) - here[1]]
    if (command === '' && dx === 0 && dy === 0) return
    path += `${command}${command === '' && dx >= 0 ? ' ' : ''}${dx}${dy < 0 ? '' : ' '}${dy}`
    here = [here[0] + dx, here[1] + dy]
  }
  const context: GeoContext = {
    beginPath: () => undefined,
    arc: () => undefined,
    lineTo: (x, y) => go('', x, y),
    moveTo: (x, y) => {
      go('m', x, y)
      start = here
    },
    closePath: () => {
      path += 'z'
      here = start
    },
  }
  return { context, written: () => path }
}
