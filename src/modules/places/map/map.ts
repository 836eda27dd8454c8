import { readFileSync } from 'node:fs'
import { geoIdentity, geoMercator, geoPath } from 'd3-geo'
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson'
import { svgPath, simplifier } from './map-geometry.ts'

interface MapSpot {
  x: number
  y: number
}

/** Everything drawn on the map of the parishes; paths, spots and sizes in whole units of the map. */
export interface ParishMap {
  width: number
  height: number
  land: string
  neighbours: string
  lakes: string
  /** The labels are short names without the kind (Gaujiena), the same in all languages. */
  parishes: { slug: string; territory: string; d: string; label: MapSpot & { text: string } }[]
  territories: { slug: string; d: string; label: MapSpot & { anchor: 'start' | 'end' } }[]
  /** The centres of all 17; the one whose boundary nobody has confirmed has nothing else. */
  points: ({ slug: string; territory: string } & MapSpot)[]
}

type Area = Polygon | MultiPolygon
type Place = { slug: string; territory: string }

const read = <G extends Area | Point, P>(name: string): Feature<G, P>[] =>
  (JSON.parse(readFileSync(new URL(`./geo/${name}.json`, import.meta.url), 'utf8')) as FeatureCollection<G, P>).features

const frame = { west: 22.5, east: 28.3, north: 59.72, south: 56.7 }
const width = 1200
const mercator = geoMercator().fitWidth(width, {
  type: 'MultiPoint',
  coordinates: [
    [frame.west, frame.south],
    [frame.east, frame.north],
  ],
})
const at = ([lon = 0, lat = 0]: Position): [number, number] => mercator([lon, lat]) ?? [0, 0]
const spot = (position: Position): MapSpot => {
  const [x, y] = at(position)
  return { x: Math.round(x), y: Math.round(y) }
}
const height = spot([frame.west, frame.south]).y

const inFrame = geoIdentity().clipExtent([
  [-20, -20],
  [width + 20, height + 20],
])

const rings = ({ geometry }: Feature<Area>): Position[][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

/** Draws one group of areas as paths, thinned out together. */
const drawing = (cell: number) => {
  const thin = simplifier(cell)
  return (...areas: Feature<Area>[]): string => {
    const { context, written } = svgPath()
    const coordinates = areas.flatMap(rings).map((ring) => [thin(ring.map(at))])
    geoPath(
      inFrame,
      context,
    )({ type: 'MultiPolygon', coordinates: coordinates.filter(([ring]) => ring && ring.length > 3) })
    return written()
  }
}

const context = read<Area, { layer: 'underlay' | 'neighbour' | 'lake' | 'country' }>('context')
const parishAreas = read<Area, Place & { label: string }>('parishes')
const territoryAreas = read<Area, Omit<Place, 'slug'>>('territories')
const centres = read<Point, Place>('centres')

const layer = (...names: string[]) => context.filter(({ properties }) => names.includes(properties.layer))
const drawContext = drawing(5)
const drawParish = drawing(2)

// Where a territory's name has room beside it: over the sea or over land that belongs to no territory.
const labels: Record<string, { lon: number; lat: number; anchor: 'start' | 'end' }> = {
  alutaguse: { lon: 26.8, lat: 59.12, anchor: 'end' },
  setomaa: { lon: 27.22, lat: 57.88, anchor: 'end' },
  ape: { lon: 26.25, lat: 57.5, anchor: 'end' },
  engure: { lon: 23.55, lat: 57.15, anchor: 'start' },
}

const labelOf = (territory: string) => {
  const { lon, lat, anchor } = labels[territory] ?? { lon: 0, lat: 0, anchor: 'start' }
  return { ...spot([lon, lat]), anchor }
}

const middle = (area: Feature<Area>) => geoPath(geoIdentity()).centroid(area)

export const parishMap: ParishMap = {
  width,
  height,
  land: drawContext(...layer('country')),
  neighbours: drawContext(...layer('underlay', 'neighbour')),
  lakes: drawContext(...layer('lake')),
  parishes: parishAreas.map((area) => ({
    ...area.properties,
    d: drawParish(area),
    label: { text: area.properties.label, ...spot(middle(area)) },
  })),
  territories: territoryAreas.map((area) => ({
    slug: area.properties.territory,
    d: drawParish(area),
    label: labelOf(area.properties.territory),
  })),
  points: centres.map(({ properties, geometry }) => ({ ...properties, ...spot(geometry.coordinates) })),
}

/** The slugs of the parishes that are drawn. */
export const mappedParishes: readonly string[] = centres.map(({ properties }) => properties.slug)

/** The part of the map (an SVG viewBox) that shows this territory, with a little around it; undefined where it is not drawn. */
export const territoryViewBox = (territory: string): string | undefined => {
  const corners = territoryAreas
    .filter(({ properties }) => properties.territory === territory)
    .flatMap(rings)
    .flat()
    .map(at)
  if (corners.length === 0) return undefined
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [west, north] = [Math.min(...xs), Math.min(...ys)]
  const size = Math.max(Math.max(...xs) - west, Math.max(...ys) - north)
  const margin = size / 8
  const centre = [(west + Math.max(...xs)) / 2, (north + Math.max(...ys)) / 2] as const
  const side = size + 2 * margin
  return [centre[0] - side / 2, centre[1] - side / 2, side, side].map(Math.round).join(' ')
}
