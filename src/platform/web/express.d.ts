import type { Viewer } from '#platform/values/viewer.ts'

/** How a session began. */
interface SessionBeginning {
  method: 'password' | 'link' | 'passkey' | 'oidc'
  /** Whether a second factor was shown. */
  strong: boolean
  /** The browser and the system in a few words. */
  device: string
}

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
    passport?: { user?: string }
    signedInAt: number
    begun: SessionBeginning
    /** When the person last proved who they are; a letter's link alone proves nothing. */
    provedAt?: number
    /** Whether the session was read from the store, and not made in this request. */
    isStored?: boolean
    /** Whether it is to be noted that the session is used. */
    isDue?: boolean
  }
}
