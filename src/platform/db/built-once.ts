import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { camelRows, type Db, type Query } from './connection.ts'
import type { Client } from './client.ts'

interface Built {
  sql: string
  /** What stands at each `$n`: a constant, or a `Slot` for which of the given ids. */
  bindings: readonly unknown[]
}

interface Slot {
  given: number | readonly number[]
}

// An id that no row has stands for each that was given, while a query is built.
const prefix = 'ffffffff-ffff-4fff-bfff-'
const standIn = (at: number) => prefix + String(at).padStart(12, '0')
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const mostShapes = 200

/**
 * A read whose text is built once for each shape of what is given, as building costs Node more than asking. A text that
 * is given by itself, and every id (uuid) wherever it stands, is bound anew each time; all the rest, such as roles,
 * states and days within objects, belongs to the shape, so that `build` may decide by it. Gives the rows.
 */
export function builtOnce<Row, Given extends readonly unknown[]>(
  build: (db: Db, ...given: Given) => Query,
): (db: Db, ...given: Given) => Promise<Row[]> {
  const shapes = new Map<string, Built>()
  return async (db, ...given) => {
    const { shape, ids, made } = shapeOf(given)
    let built = shapes.get(shape)
    if (!built) {
      built = compile(build(db, ...(made() as unknown as Given)))
      if (shapes.size >= mostShapes) shapes.clear()
      shapes.set(shape, built)
    }
    return (await ask(db, built, ids)) as Row[]
  }
}

/** The same for a read that hangs on what a viewer may see: on who they are and what they may, not on what they are called. */
export function builtForViewer<Row, Given extends readonly unknown[] = []>(
  build: (db: Db, viewer: Viewer, ...given: Given) => Query,
): (db: Db, viewer: Viewer, ...given: Given) => Promise<Row[]> {
  const ask = builtOnce<Row, [viewer: Viewer, ...given: Given]>(build)
  return (db, viewer, ...given) => ask(db, viewerForQueries(viewer), ...given)
}

/** The shape of what is given, the ids in it, and the same with stand-ins for them. */
function shapeOf(given: readonly unknown[]) {
  const ids: string[] = []
  const numberOf = (id: string): number => {
    const known = ids.indexOf(id)
    return known < 0 ? ids.push(id) - 1 : known
  }
  const bound = (value: string) => standIn(numberOf(value))
  const within = (_: string, value: unknown): unknown =>
    typeof value === 'string' && uuid.test(value) ? bound(value) : value
  const parts = given.map((each) => (typeof each === 'string' ? `"${bound(each)}"` : JSON.stringify(each, within)))
  const shape = `[${parts.join()}]`
  return { shape, ids, made: () => JSON.parse(shape) as unknown[] }
}

function compile(query: Query): Built {
  const { sql, bindings } = query.toSQL().toNative()
  const slots = bindings.map(slotOf)
  if (sql.includes(prefix) || sql.includes('?') || JSON.stringify(slots).includes(prefix))
    throw new Error('what is given to a query that is built once must be bound as it is')
  return { sql, bindings: slots }
}

function slotOf(binding: unknown): unknown {
  if (isStandIn(binding)) return { given: numberOfStandIn(binding) } satisfies Slot
  if (Array.isArray(binding) && binding.length > 0 && binding.every(isStandIn))
    return { given: binding.map(numberOfStandIn) } satisfies Slot
  return binding
}

const isStandIn = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(prefix) && uuid.test(value)
const numberOfStandIn = (value: string) => Number(value.slice(prefix.length))

const isSlot = (value: unknown): value is Slot => value !== null && typeof value === 'object' && 'given' in value

async function ask(db: Db, { sql, bindings }: Built, ids: readonly string[]): Promise<unknown[]> {
  const bound = bindings.map((binding) => {
    if (!isSlot(binding)) return binding
    const { given } = binding
    return typeof given === 'number' ? ids[given] : given.map((at) => ids[at])
  })
  const client = db.client as Client
  const connection = await client.acquireConnection()
  try {
    const { response } = await client.query(connection, { sql, bindings: bound, method: 'select' })
    return camelRows(response.rows)
  } finally {
    await client.releaseConnection(connection)
  }
}
