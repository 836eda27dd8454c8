import type { Response } from 'express'
import {
  transact,
  transactOnce,
  locationOfFirst,
  VersionConflict,
  type AuditedTransaction,
  type Actor,
} from '#platform/db/transact.ts'
import { findSaved, keepingForm, type SavedForm } from '#platform/db/saved-forms.ts'
import { submissionContent } from '#platform/db/submission-content.ts'
import type { Db } from '#platform/db/connection.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import {
  differencesOf,
  formKey,
  withProblems,
  type Body,
  type FieldDifference,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { flash } from './site.ts'

interface Sent<By extends Actor> {
  res: Response
  locale: Locale
  /** Who changes it. */
  viewer: By
  body: Body
}

/** For each rule of the database, by its name: the field at which the page says that it was broken, and the problem's key. */
export type Rules = Record<string, readonly [field: string, problem: string]>

interface Refused {
  /** Where the form's words live. */
  words: string
  /** What a broken rule means; by a function where it depends on what was typed: null where it is none of the form's. */
  rules: Rules | ((constraint: string) => Record<string, FormProblem> | null)
  /** Shows the form again with its problems, with status 422. */
  show: (form: Form) => Promise<void> | void
}

interface Conflict<Now> {
  /** Reads what is stored now. Where it may not be changed any more it throws, and the person gets back what they typed. */
  latest: () => Promise<Now>
  /** The form of what is stored now; the next saving starts from its version. */
  fill: (now: Now) => Promise<Form> | Form
  /** Shows both texts, what was typed and what is stored, with status 409. */
  show: (now: Now, form: Form, differences: FieldDifference[]) => Promise<void> | void
}

interface Answer<Now> {
  /** What the next page says, and whom or what it is about; null for nothing. */
  notice?: string | readonly [notice: string, about: string] | null
  refused?: Refused
  /** Rules of the database that are broken only where somebody else was quicker: a conflict, as a version that moved on is. */
  quicker?: RegExp
  /** How both texts are shown; a function where a module merges them itself. */
  conflict?: Conflict<Now> | (() => Promise<void> | void)
  /** How an error of the command's own is answered; null where it is none of these. */
  failed?: (error: unknown) => (() => Promise<void> | void) | null
}

interface Changing<Now> extends Answer<Now> {
  /** Null where it was done before: a form sent twice leads to the same page. */
  change: ((tx: AuditedTransaction) => Promise<unknown>) | null
  /** Where it leads, without the language; a function where that is known only once it is changed. */
  to: string | (() => string)
  /** Whether an error says that nothing is to do, as a button was pressed twice or somebody was quicker: it leads on without a notice. */
  needless?: (error: unknown) => boolean
}

interface Making<Now> extends Answer<Now> {
  /** Makes the record, and tells where it leads, without the language. */
  make: (tx: AuditedTransaction) => Promise<string>
}

/**
 * Saves a form that was read well, in one transaction, and answers: 303 to where it leads; 422 with the form where it broke
 * a rule of the database that `refused` knows; 409 with both texts where somebody saved since the form was opened. The same
 * form sent again leads to where the first sending led, in each process, as long as nothing happened to what it saved.
 */
export function save<Now>(db: Db, sent: Sent<Actor>, changing: Changing<Now>): Promise<void> {
  const { change, to, needless, failed, ...answer } = changing
  const place = () => (typeof to === 'string' ? to : to())
  const known = (error: unknown) => (needless?.(error) ? () => leadTo(sent, place()) : (failed?.(error) ?? null))
  return answered(sent, { ...answer, failed: known }, async () => {
    if (!change) return place()
    const form = await formOf(db, sent)
    if (!form) {
      await transact(db, sent.viewer, change)
      return place()
    }
    try {
      await transact(db, sent.viewer, async (tx) => {
        const { noting, keep } = keepingForm(tx, form)
        await change(noting)
        await keep(place())
      })
      return place()
    } catch (error) {
      const first = error instanceof VersionConflict ? await findSaved(db, form) : null
      if (first === null) throw error
      return first
    }
  })
}

/** The form as it was sent; null where it tells no version, or a private link was all that let somebody in. */
async function formOf(db: Db, { res, viewer, body }: Sent<Actor>): Promise<SavedForm | null> {
  const { version } = body
  if (viewer.id === null || typeof version !== 'string') return null
  return { personId: viewer.id, address: res.req.originalUrl, content: await submissionContent(db, body), version }
}

/**
 * Saves a form that makes something, as `save` does; sent twice, it makes one, and leads to it both times. Sent again with
 * other content it throws ChangedSubmission, whose page gives both: what was made, and what was typed since.
 */
export const saveNew = <Now>(
  db: Db,
  sent: Sent<Actor & { id: string }>,
  { make, ...answer }: Making<Now>,
): Promise<void> =>
  answered(sent, answer, async () => {
    const submission = { key: formKey(sent.body), content: await submissionContent(db, sent.body) }
    return transactOnce(db, sent.viewer, submission, make).catch(locationOfFirst)
  })

async function answered<Now>(sent: Sent<Actor>, answer: Answer<Now>, run: () => Promise<string>): Promise<void> {
  let place: string
  try {
    place = await run()
  } catch (error) {
    const known = answer.failed?.(error)
    return known ? known() : showUnsaved(sent, answer, error)
  }
  const { notice = 'saved' } = answer
  if (notice !== null) flash(sent.res, ...([notice].flat() as [string]))
  leadTo(sent, place)
}

const leadTo = ({ res, locale }: Sent<Actor>, place: string) => res.redirect(303, `/${locale}${place}`)

async function showUnsaved<Now>({ body }: Sent<Actor>, { refused, quicker, conflict }: Answer<Now>, error: unknown) {
  const rule = violatedConstraint(error) ?? ''
  const problems = refused && problemsOf(refused.rules, rule)
  if (refused && problems) return refused.show(withProblems(refused.words, body, problems))
  const stale = quicker?.test(rule) ? new VersionConflict(`${rule} was broken by somebody else`) : error
  if (!conflict || !(stale instanceof VersionConflict)) throw stale
  if (typeof conflict === 'function') return conflict()
  const now = await conflict.latest()
  const theirs = await conflict.fill(now)
  const mine = withProblems(theirs.scope, { ...body, version: theirs.values['version'] }, {})
  await conflict.show(now, mine, differencesOf(mine, theirs))
}

function problemsOf(rules: Refused['rules'], broken: string): Record<string, FormProblem> | null {
  if (typeof rules === 'function') return rules(broken)
  const rule = rules[broken]
  return rule ? { [rule[0]]: { key: rule[1], params: {} } } : null
}
