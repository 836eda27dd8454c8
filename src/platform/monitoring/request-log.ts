import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { pino, type DestinationStream, type Logger } from 'pino'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** A log of the portal, at a level of pino; `to` is where its lines go, the standard output by default. */
export const createLog = (level: string, to?: DestinationStream): Logger => {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutValues } }
  return to ? pino(options, to) : pino(options)
}

const ofValues = ['detail', 'where', 'hint', 'parameters', 'internalQuery', 'query', 'bindings']

/** An error as it is logged: what the database tells of one is about the values of a row, which are people's. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const told = pino.stdSerializers.err(error)
  return Object.fromEntries(Object.entries(told).filter(([name]) => !ofValues.includes(name)))
}

/** What the portal measures of itself, in Prometheus' form. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_seconds',
      help: 'Time to answer a request, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    cached: new Counter({ name: 'http_cached_answers', help: 'Answers from the page cache', registers: [registry] }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Gives every request an id, and logs its end: the route's pattern, never the address itself, nor who asked. */
export const logRequests =
  (log: Logger, { requests }: Metrics): RequestHandler =>
  (req, res, next) => {
    req.id = randomUUID()
    res.setHeader('X-Request-Id', req.id)
    const began = performance.now()
    res.once('finish', () => {
      const route = (req.route as { path?: string } | undefined)?.path ?? 'none'
      const milliseconds = performance.now() - began
      requests.observe({ method: req.method, route, status: res.statusCode }, milliseconds / 1000)
      log.info(
        { id: req.id, method: req.method, route, status: res.statusCode, ms: Math.round(milliseconds) },
        'answered',
      )
    })
    next()
  }
