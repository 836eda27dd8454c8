import type { Viewer } from '#platform/values/viewer.ts'

declare global {
  namespace Express {
    interface Request {
      viewer: Viewer | null
      id: string
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    signedInAt: number
    seenAt: number
    /** Whether the session was read from the store, and not made in this request. */
    isStored?: boolean
  }
}
