import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { slugOf } from '#platform/values/slug.ts'
import type { Mentor, Profile } from './mentor.ts'
import { listSlugsLike, type MentorWithProfile } from './queries.ts'

/** What is saved of a profile; `published` is undefined where it was not theirs to choose. */
export interface ProfileChanges extends Profile {
  photoId: string | null
  published: boolean | undefined
}

/** Saves what a mentor tells of themselves, over the version that was seen; 0 for none yet. Throws VersionConflict. */
export async function saveProfile(
  tx: AuditedTransaction,
  { personId, name, profile }: MentorWithProfile,
  version: number,
  { published, ...fields }: ProfileChanges,
  at: Date,
): Promise<void> {
  const consent = consentOf(tx, profile, published, at)
  const changes = { ...fields, ...consent, updatedBy: tx.personId, updatedAt: at }
  if (profile) {
    await updateIfUnchanged<Mentor>(tx, 'mentors', { id: profile.id, version }, changes)
    return tx.record('mentor.profile_saved', profile.id, { published: published ?? profile.published })
  }
  const slug = freeSlug(slugOf(name) || 'mentor', await listSlugsLike(tx.db, slugOf(name)))
  const [row] = (await tx
    .db('mentors')
    .insert({ ...changes, personId, slug })
    .returning('id')) as [{ id: string }]
  await tx.record('mentor.profile_saved', row.id, { published: published ?? false })
}

// A consent keeps the day it was given for as long as it stands.
function consentOf(
  { personId }: AuditedTransaction,
  profile: Mentor | null,
  published: boolean | undefined,
  at: Date,
): object {
  if (published === undefined || published === (profile?.published ?? false)) return {}
  return published ? { publishedBy: personId, publishedAt: at } : { publishedBy: null, publishedAt: null }
}

function freeSlug(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let number = 2
  while (taken.includes(`${wanted}-${number}`)) number += 1
  return `${wanted}-${number}`
}
