import type { Response } from 'express'
import { transact, VersionConflict } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import type { Clock } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { only, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { discardDraftEdition, createEdition, publishEdition } from './commands.ts'
import { isDraft, type Edition, type Methodology } from './methodology.ts'
import { missingInEdition, type MissingInEdition } from './missing.ts'
import { may } from './policy.ts'
import { listEditions } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/edition': EditionPage
    'modules/methodology/editions/removal': {
      methodology: Methodology
      /** What goes: the code of a section or criterion, or null where it is the whole draft. */
      part: { kind: 'section' | 'criterion'; code: string; id: string } | null
    }
  }
}

interface EditionPage {
  methodology: Methodology
  editions: Edition[]
  missing: MissingInEdition[]
  mayEdit: boolean
  mayClone: boolean
  /** The form of something being added, and the section it is added to. */
  form: Form
  section: string | null
}

export type EditionParams = Record<'family' | 'edition', string>
type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>

/** What the pages of one edition need: how it is found, and how it is written. */
export interface EditionPages {
  db: Db
  now: Clock
  editionOf: (params: EditionParams) => Promise<Methodology>
}

export const leadOnly = only('lead')
export const editionPath = ({ family, edition }: Edition) => paths.methodology.edition({ family, edition })

/** The draft that is about to be written. It may have been published since its page was opened. */
export async function draftOf({ editionOf }: EditionPages, params: EditionParams): Promise<Methodology> {
  const methodology = await editionOf(params)
  if (!isDraft(methodology)) throw new VersionConflict('this edition is no longer a draft')
  return methodology
}

/** The rule that a draft breaks which was published in the very moment. */
export const publishedMeanwhile = /^methodology_versions_are_immutable$/

type Adding = Pick<EditionPage, 'form' | 'section'>

export async function showEdition(
  db: Db,
  res: Response,
  viewer: Viewer,
  methodology: Methodology,
  adding: Adding,
  status = 200,
): Promise<void> {
  const editions = (await listEditions(db)).filter(({ family }) => family === methodology.family)
  const page = {
    methodology,
    editions,
    missing: isDraft(methodology) ? missingInEdition(methodology) : [],
    mayEdit: may.edit(viewer, methodology),
    mayClone: may.clone(viewer, methodology, editions.some(isDraft)),
  }
  render(res, 'modules/methodology/editions/edition', { ...page, ...adding }, status)
}

/** One edition as a whole: the next one made from it, its publication, its end. */
export function editionRoutes(open: EditionPages, { get, post }: Router) {
  const { db, now, editionOf } = open

  post(paths.methodology.draft, leadOnly, async ({ res, viewer, params, locale }) => {
    const from = await editionOf(params)
    orForbidden(!isDraft(from))
    const next = await transact(db, viewer, async (tx) => {
      const entered = await createEdition(tx, from.family, from)
      await tx.record('methodology.cloned', entered.id, { family: from.family, from: from.edition })
      return entered.edition
    }).catch((error: unknown) => draftThereIs(error, db, from.family))
    res.redirect(303, `/${locale}${editionPath({ ...from, edition: next })}`)
  })

  post(paths.methodology.publication, leadOnly, async (context) => {
    const { res, viewer, params, body } = context
    const draft = await draftOf(open, params)
    const form = withProblems('methodology:new', {}, { form: { key: 'incomplete', params: {} } })
    if (missingInEdition(draft).length > 0) return showEdition(db, res, viewer, draft, { form, section: null }, 422)
    if (String(draft.version) !== body['version']) throw new VersionConflict('changed since it was read')
    await save(db, context, {
      change: (tx) => publishEdition(tx, draft, now()),
      to: editionPath(draft),
      notice: 'methodology_published',
      quicker: publishedMeanwhile,
    })
  })

  get(paths.methodology.removal, leadOnly, async ({ res, viewer, params }) => {
    const methodology = await editionOf(params)
    orForbidden(may.edit(viewer, methodology))
    render(res, 'modules/methodology/editions/removal', { methodology, part: null })
  })

  post(paths.methodology.removal, leadOnly, async (context) => {
    const draft = await draftOf(open, context.params)
    await save(db, context, {
      change: (tx) => discardDraftEdition(tx, draft),
      to: paths.methodology.list(),
      notice: 'removed',
      quicker: publishedMeanwhile,
    })
  })
}

/** The draft that somebody began before: a family has one at a time. */
async function draftThereIs(error: unknown, db: Db, wanted: string): Promise<number> {
  const constraint = violatedConstraint(error)
  if (!['methodology_versions_one_draft', 'methodology_versions_edition'].includes(constraint ?? '')) throw error
  const drafts = (await listEditions(db)).filter((each) => each.family === wanted && isDraft(each))
  return orNotFound(drafts[0]).edition
}
