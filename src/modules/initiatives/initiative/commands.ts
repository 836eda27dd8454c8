import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { slugOf } from '#platform/values/slug.ts'
import type { IdeaTexts } from './schema.ts'
import type { Initiative } from './initiative.ts'

type Texts = Partial<Pick<Initiative, 'summary' | 'forWhom' | 'description' | 'place' | 'risks' | 'sustainability'>>
type Facts = Partial<
  Pick<Initiative, 'category' | 'responsible' | 'startsOn' | 'serves' | 'provider' | 'openToCommunity'>
>

/** What an initiative begins with; the rest is written later. The slug is made from the title where none is given. */
export interface NewInitiative extends Texts, Facts {
  title: Multilingual
  slug?: string
}

export interface ParishRef {
  parishId: string
  parishSlug: string
}

/** Somebody of the parish has an idea; `proposedBy` is null where nobody with an account had it. Returns id and slug. */
export async function proposeIdea(
  tx: AuditedTransaction,
  parish: ParishRef,
  proposedBy: string | null,
  input: NewInitiative,
): Promise<NewInitiativeRef> {
  const idea = await begin(tx, parish, {
    ...input,
    state: 'idea',
    openToCommunity: input.openToCommunity ?? true,
    proposedBy,
  })
  await tx.record('initiative.proposed', idea.id, { parishId: parish.parishId, slug: idea.slug })
  return idea
}

/** Partner staff begin an initiative in the plan at once. Throws VersionConflict while the plan is not open. Returns id and slug. */
export async function startInPlan(
  tx: AuditedTransaction,
  { parishId, parishSlug, ...input }: ParishRef & NewInitiative,
): Promise<NewInitiativeRef> {
  await keepPlanOpen(tx, parishId)
  const draft = await begin(tx, { parishId, parishSlug }, { ...input, state: 'drafting' })
  await tx.record('initiative.started_in_plan', draft.id, { parishId, slug: draft.slug })
  return draft
}

type Seen = Pick<Initiative, 'id' | 'version' | 'state' | 'parishId'>

/** Takes an idea into the parish's plan. Throws VersionConflict while the plan is not open. */
export async function startPlanning(tx: AuditedTransaction, idea: Seen): Promise<void> {
  await keepPlanOpen(tx, idea.parishId)
  await updateIfUnchanged<Initiative>(tx, 'initiatives', idea, { state: 'drafting', ...changed(tx) })
  await tx.record('initiative.planning_started', idea.id)
}

/** Gives an initiative up, with the reason. Throws VersionConflict where it is part of a plan that is not open. */
export async function dropInitiative(tx: AuditedTransaction, initiative: Seen, reason: Multilingual): Promise<void> {
  if (initiative.state !== 'idea') await keepPlanOpen(tx, initiative.parishId)
  await updateIfUnchanged<Initiative>(tx, 'initiatives', initiative, {
    state: 'dropped',
    dropReason: reason,
    ...changed(tx),
  })
  await tx.record('initiative.dropped', initiative.id, { from: initiative.state, reason })
}

/** Rewrites an idea that was seen in this version; its slug stays. Throws VersionConflict. */
export async function updateIdea(
  tx: AuditedTransaction,
  idea: Pick<Initiative, 'id' | 'version'>,
  texts: IdeaTexts,
): Promise<void> {
  await updateIfUnchanged<Initiative>(tx, 'initiatives', idea, { ...texts, ...changed(tx) })
  await tx.record('initiative.idea_updated', idea.id, texts)
}

interface Changes {
  added: readonly { id: string }[]
  removed: readonly { id: string }[]
}

/** Adds photos and documents to an initiative and takes some away; a file that nothing else refers to is forgotten later. */
export async function changeInitiativeFiles(
  tx: AuditedTransaction,
  { id }: Pick<Initiative, 'id'>,
  changes: Record<'photo' | 'document', Changes>,
): Promise<void> {
  const [added, removed] = (['added', 'removed'] as const).map((which) =>
    (['photo', 'document'] as const).flatMap((kind) =>
      changes[kind][which].map((file) => ({ initiativeId: id, fileId: file.id, kind })),
    ),
  ) as [Attached[], Attached[]]
  const rows = added.map((file) => ({ ...file, addedBy: tx.personId }))
  // Sent twice, a form adds its files once.
  if (rows.length > 0) await tx.db('initiativeFiles').insert(rows).onConflict().ignore()
  await tx
    .db('initiativeFiles')
    .where({ initiativeId: id })
    .whereIn(
      'fileId',
      removed.map(({ fileId }) => fileId),
    )
    .delete()
  await tx.record('initiative.files_changed', id, {
    added: added.map(({ fileId }) => fileId),
    removed: removed.map(({ fileId }) => fileId),
  })
}

interface Attached {
  initiativeId: string
  fileId: string
  kind: 'photo' | 'document'
}

export type NewInitiativeRef = Pick<Initiative, 'id' | 'slug'>

const changed = ({ db, personId }: AuditedTransaction) => ({ updatedAt: present(db), updatedBy: personId })

type Beginning = NewInitiative & Pick<Initiative, 'state'> & { proposedBy?: string | null }

async function begin(
  tx: AuditedTransaction,
  { parishId, parishSlug }: ParishRef,
  input: Beginning,
): Promise<NewInitiativeRef> {
  const slug = await freeSlug(tx, input.slug ?? slugFrom(input.title, parishSlug))
  const [row] = await tx
    .db('initiatives')
    .insert({ ...input, slug, parishId, updatedBy: tx.personId })
    .returning(['id', 'slug'])
  return row as NewInitiativeRef
}

function slugFrom(title: Multilingual, parishSlug: string): string {
  const slug = slugOf(title[title.source] ?? '')
  return slug === '' ? `${parishSlug}-idea` : slug
}

// 'new' is the address of the page where ideas are proposed.
const reserved = ['new']

/** The wanted slug, or the first of it with -2, -3… that no initiative has; nobody else can take it before the transaction ends. */
async function freeSlug({ db }: AuditedTransaction, wanted: string): Promise<string> {
  await db.raw('select pg_advisory_xact_lock(hashtext(?))', [`initiative ${wanted}`])
  const rows = await db('initiatives').where({ slug: wanted }).orWhereLike('slug', `${wanted}-%`).select('slug')
  const taken = new Set([...reserved, ...rows.map(({ slug }) => slug as string)])
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}

// A plan being decided on, or in force unchanged, must not change under its readers; sharing its lock keeps them apart.
async function keepPlanOpen({ db }: AuditedTransaction, parishId: string): Promise<void> {
  const plan = await db('plans').where({ parishId }).forShare().first<{ state: string } | undefined>('state')
  if (plan && plan.state !== 'draft' && plan.state !== 'returned') throw new VersionConflict('the plan is not open')
}
