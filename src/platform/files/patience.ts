import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { isMultipart } from './multipart.ts'
import { paths } from '#platform/paths/paths.ts'

const { advice, assessments, equipment, initiatives, mentors, methodology, plans, training } = paths

/** The addresses whose forms carry files, which may take their time from a village with a weak signal. */
export const takingFiles: readonly string[] = [
  ...[advice.log, advice.session, assessments.evidence, assessments.meetingFiles, equipment.add, equipment.itemEdit],
  ...[equipment.itemPhotos, equipment.inspect, equipment.transition, equipment.handoverProofs, initiatives.files],
  ...[mentors.profile, methodology.import, plans.linesImport, training.files, training.scans],
  ...[training.attendanceScans],
].map(({ pattern }) => pattern)

const shapes = takingFiles.map((pattern) => new RegExp(`^/(?:lv|et|en)${pattern.replace(/:\w+/g, '[^/]+')}/?$`))

/** Milliseconds in which a form must be there: of somebody not signed in, of somebody who is, and with files. */
const inTime = { anybody: 15_000, signedIn: 30_000, withFiles: 900_000 } as const

const waiting = new WeakMap<IncomingMessage, NodeJS.Timeout>()

/** Ends a request whose body does not come: `giveTime` grants more to those who may take it. */
export function hurry(req: IncomingMessage): void {
  wait(req, inTime.anybody)
  req.once('close', () => clearTimeout(waiting.get(req)))
}

function wait(req: IncomingMessage, milliseconds: number) {
  clearTimeout(waiting.get(req))
  waiting.set(
    req,
    setTimeout(() => req.complete || req.socket.destroy(), milliseconds),
  )
}

/** Gives who is signed in more time for their forms, and most where a form has files. */
export const giveTime: RequestHandler = (req, _res, next) => {
  if (req.viewer && waiting.has(req))
    wait(req, isMultipart(req) && shapes.some((shape) => shape.test(req.path)) ? inTime.withFiles : inTime.signedIn)
  next()
}
