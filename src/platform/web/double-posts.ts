import { createHash } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { submissionContent } from '#platform/db/submission-content.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { isNotice } from './site.ts'

/** Where a form led that was saved, and the notice that the next page shows. */
interface Led {
  location: string
  notices: string[]
}

/** A form as it was sent: by whom, where to, and all that it said. */
interface Sent {
  sender: string
  address: string
  content: string
}

/** `last` is the last that had been recorded then. */
type Saved = Led & Sent & { until: number; last: string }

/** Tells the last that any process recorded: another one once anything else was saved. */
type Last = () => Promise<string | null>

// Long enough for a second press.
const longest = 60_000

/**
 * What forms led to, in the memory of one process: those on their way, and the one that was saved last, until anything else is
 * saved, here or by another process. After that what was saved may be no more, and the form is to be held against what is.
 */
export function createPostMemory() {
  const underWay = new Map<string, Promise<Led | null>>()
  let saved: Saved | null = null
  const keyOf = ({ sender, address, content }: Sent) => `${sender} ${address} ${content}`

  const ifLast = async (kept: Saved, last: Last) => {
    if ((await last()) === kept.last) return kept
    if (saved === kept) saved = null
    return null
  }

  return {
    /** Where the very same form led a moment ago, or leads in a moment; null where there is none, or something was saved since. */
    find(sent: Sent, last: Last): Promise<Led | null> | null {
      const kept = saved
      const isSaved = kept && kept.until > Date.now() && keyOf(kept) === keyOf(sent)
      return underWay.get(keyOf(sent)) ?? (isSaved ? ifLast(kept, last) : null)
    },

    /** Lets the same form wait for this one; what it leads to is remembered where `keeps` says so. */
    begin(sent: Sent, keeps: boolean, ends: Promise<Led | null>, last: Last): void {
      const key = keyOf(sent)
      const noted = ends.then(async (led) => {
        const recorded = led && keeps ? await last().catch(() => null) : null
        underWay.delete(key)
        if (led) saved = recorded === null ? null : { ...sent, ...led, until: Date.now() + longest, last: recorded }
        return led
      })
      underWay.set(key, noted)
    },
  }
}

export type PostMemory = ReturnType<typeof createPostMemory>

/**
 * Leads a form that one browser sends twice to what the first sending saved, whatever that changed: neither a conflict with
 * oneself nor a second entry in the log. While the first is under way any form waits for it; once it was saved one that tells
 * the version it began from, since a button without one may well be pressed again.
 */
export function leadDoublePosts(db: Db, memory: PostMemory): RequestHandler {
  const last = async () => {
    const row = (await db('auditLog').max('id as id').first()) as { id: string | null } | undefined
    return row?.id ?? null
  }
  return async (req, res, next) => {
    const body = (req.body ?? {}) as Body
    const { version } = body
    // Two strangers may send the same; a private link's form is its reader's alone, and tells a version.
    if (!req.viewer && version === undefined) return next()
    // Sessions and private links stay no longer in memory than they must.
    const address = digestOf(req.originalUrl)
    const sent = {
      sender: req.viewer ? digestOf(req.sessionID) : address,
      address,
      content: await contentOf(db, body),
    }
    // Of several that waited for one that led nowhere, one goes on and the others wait for it.
    for (let first = memory.find(sent, last); first !== null; first = memory.find(sent, last)) {
      const led = await first
      if (led) return leadOn(res, led)
    }
    memory.begin(sent, version !== undefined, ledTo(res), last)
    next()
  }
}

function leadOn(res: Response, { location, notices }: Led): void {
  if (notices.length > 0) res.append('Set-Cookie', notices)
  res.redirect(303, location)
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url')

async function contentOf(db: Db, body: Body): Promise<string> {
  return [await submissionContent(db, body), body['key'], body['version'], body['draft']].join(' ')
}

// A browser that sends a form again hangs up on the first sending, which goes on all the same.
const patience = 30_000

const ledTo = (res: Response): Promise<Led | null> =>
  new Promise((resolve) => {
    const redirect = res.redirect.bind(res) as (status: number, to: string) => void
    res.redirect = ((status: number, to: string) => {
      redirect(status, to)
      const cookies = [res.getHeader('Set-Cookie') ?? []].flat().map(String)
      resolve(status === 303 ? { location: to, notices: cookies.filter(isNotice) } : null)
    }) as Response['redirect']
    res.once('close', () => {
      if (res.writableFinished) resolve(null)
      else setTimeout(resolve, patience, null).unref()
    })
  })
