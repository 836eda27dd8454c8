import type { Response } from 'express'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { Purpose } from '#platform/services/personal-data.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { orNotFound } from '#platform/web/errors.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { listFilesFor, type PrivacyFile } from '#modules/privacy/files/file-queries.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { findMeant, listNamed, type Found } from '#modules/privacy/subject/queries.ts'
import { countFound } from '#modules/privacy/subject/row-queries.ts'
import { isKnown } from '#modules/privacy/subject/subject.ts'
import { findRequest } from './queries.ts'
import { canExtend, refusalReasons, withDue, type DueRequest, type RefusalReason } from './request.ts'
import { contactOf, restrictedSince } from './subject-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/privacy/requests/show': Shown
  }
}

interface Shown {
  request: DueRequest
  found: { purpose: Purpose; rows: number }[]
  people: Found[]
  meant: string[]
  /** The name or telephone number that was looked for. */
  find: string
  isKnown: boolean
  isRestricted: boolean
  /** What was sent for a request that somebody had answered meanwhile, to be read again; null where nothing was. */
  lateText: string | null
  files: PrivacyFile[]
  reasons: readonly RefusalReason[]
  mayExtend: boolean
  forms: Record<'answer' | 'refusal' | 'extension' | 'correction', Form>
}

const shortestFind = 3

/** Where the words of each form of the page live. */
export const scopes = {
  answer: 'privacy:answer',
  refusal: 'privacy:refusal',
  extension: 'privacy:extension',
  correction: 'privacy:correction',
} as const

export type OfOne = RouteContext<'request', Viewer>

/** The page of one request: how it is found, with whose it is, and how it is shown. */
export function requestPage({ db, now, modules }: Services) {
  const register = registerOf(modules)

  const known = async ({ params, query, body }: OfOne) => {
    const request = orNotFound(await findRequest(db, params.request))
    const { found, subject } = await findMeant(db, { ...request, email: request.subjectEmail })
    const find = [query['find'] ?? body['find'] ?? ''].flat().join().trim()
    const named = find.length < shortestFind ? [] : await listNamed(db, find)
    const others = named.filter(({ id }) => !found.some((each) => each.id === id))
    return { request, subject, found: [...found, ...others], find }
  }

  const show = async (
    res: Response,
    { request, subject, found: people, find }: Awaited<ReturnType<typeof known>>,
    forms: Partial<Shown['forms']> = {},
    status = 200,
    lateText: string | null = null,
  ) => {
    const version = { version: String(request.version) }
    const { phone } = await contactOf(db, subject)
    noteRead(res, {
      kind: 'request',
      subjectId: subject.personId ?? subject.participantIds[0] ?? null,
      rows: 1,
      how: 'page',
    })
    render(
      res,
      'modules/privacy/requests/show',
      {
        request: withDue(request, today(now)),
        found: await countFound(db, register, subject),
        people,
        find,
        meant: [subject.personId ?? [], subject.participantIds].flat(),
        isKnown: isKnown(subject),
        isRestricted: (await restrictedSince(db, subject)) !== null,
        lateText,
        files: await listFilesFor(db, request.id),
        reasons: refusalReasons,
        mayExtend: canExtend(request),
        forms: {
          answer: blankForm(scopes.answer, version),
          refusal: blankForm(scopes.refusal, version),
          extension: blankForm(scopes.extension, version),
          correction: blankForm(scopes.correction, { name: subject.names[0], phone: phone ?? '' }),
          ...forms,
        },
      },
      status,
    )
  }

  /** The request, while it waits for its answer; else its page says who gave it, and null. */
  const openOne = async (context: OfOne) => {
    const one = await known(context)
    if (one.request.state === 'open') return one
    const { answer, words, because } = context.body
    await show(context.res, one, {}, 409, [answer ?? words ?? because ?? ''].flat().join('\n'))
    return null
  }

  return { known, openOne, show }
}
