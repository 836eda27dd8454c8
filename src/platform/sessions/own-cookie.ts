import type { Request, Response } from 'express'

/** A cookie of this host alone, which no script reads. */
export interface OwnCookie {
  read: (req: Request) => string | null
  set: (res: Response, value: string, minutes: number) => void
}

const isHttps = (res: Response) => String(res.locals['origin']).startsWith('https:')

/** Names a cookie of the portal's own; over https it has a prefix with which no other host can set it. */
export function ownCookie(name: string): OwnCookie {
  const nameFor = (res: Response) => (isHttps(res) ? `__Host-${name}` : name)
  return {
    read: (req) => {
      const wanted = `${nameFor(req.res as Response)}=`
      const cookies = (req.headers.cookie ?? '').split(/;\s*/)
      return cookies.find((each) => each.startsWith(wanted))?.slice(wanted.length) ?? null
    },
    set: (res, value, minutes) => {
      res.cookie(nameFor(res), value, {
        ...{ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(res) },
        maxAge: minutes * 60_000,
      })
    },
  }
}
