import { AsyncResource } from 'node:async_hooks'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { Db } from '#platform/db/connection.ts'
import { recordOncePerMinute } from '#platform/db/rare-events.ts'
import type { DataRead } from '#platform/values/data-read.ts'
import { Forbidden } from './errors.ts'

/** Says what personal data this answer shows; it is written down once the answer was sent. */
export function noteRead(res: Response, read: DataRead): void {
  ;(res.locals as { dataRead?: DataRead }).dataRead = read
}

const routeOf = (req: Request) => (req.route as { path?: string } | undefined)?.path ?? ''

/** Writes down after each answer what personal data it showed, and to whom: pages once in ten minutes, files each time. */
export function recordReads(db: Db, log: Logger): RequestHandler {
  return (req, res, next) => {
    const write = AsyncResource.bind(() => {
      const { dataRead: read } = res.locals as { dataRead?: DataRead }
      if (!read || !req.viewer || res.statusCode >= 400) return
      const row = { personId: req.viewer.id, what: routeOf(req), subjectId: null, placeId: null, ...read }
      insertRead(db, row).catch((error: unknown) =>
        log.warn({ err: error }, 'a view of personal data was not recorded'),
      )
    })
    res.once('finish', write)
    next()
  }
}

type Row = Required<DataRead> & { personId: string; what: string }

const insertRead = (db: Db, { personId, what, kind, subjectId, placeId, rows, how }: Row) =>
  db.raw(
    `insert into data_reads (person_id, what, subject_kind, subject_id, place_id, rows, how)
     select :personId::uuid, :what, :kind, :subjectId::uuid, :placeId::uuid, :rows::integer, :how
     where :how <> 'page' or not exists (
       select from data_reads where person_id = :personId::uuid and what = :what and how = 'page'
         and subject_id is not distinct from :subjectId::uuid and place_id is not distinct from :placeId::uuid
         and at > portal_clock() - interval '10 minutes')`,
    { personId, what, kind, subjectId, placeId, rows, how },
  )

/** Writes into the activity log that somebody was refused a page or an act, at most once a minute for each route. */
export function recordRefusals(db: Db, log: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    const viewer = req.viewer
    if (error instanceof Forbidden && viewer) {
      const route = routeOf(req)
      const write = AsyncResource.bind(() => {
        recordOncePerMinute(db, 'access.refused', {
          personId: viewer.id,
          subjectId: viewer.id,
          details: { route },
        }).catch((failure: unknown) => log.warn({ err: failure }, 'a refusal was not recorded'))
      })
      res.once('finish', write)
    }
    next(error)
  }
}
