import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { KnownMentor, Mentor } from './mentor.ts'

export const isStaffOf = (viewer: Viewer | null, territoryIds: readonly string[]) =>
  viewer?.roles.some(
    ({ role, territoryId }) => role === 'partner' && territoryId !== null && territoryIds.includes(territoryId),
  ) ?? false
const isMentor = (viewer: Viewer | null, personId: string) => viewer?.id === personId && hasRole(viewer, 'mentor')

/** Who may do what to a mentor’s profile. Visitors are `null`. */
export const mayOfProfile = {
  /** A profile is on a public page only while its mentor wants it. */
  seeInPublic: ({ published }: Pick<Mentor, 'published'>): boolean => published,

  editProfile: (viewer: Viewer | null, { personId, territoryIds }: Pick<KnownMentor, 'personId' | 'territoryIds'>) =>
    isMentor(viewer, personId) || isStaffOf(viewer, territoryIds),

  publish: (viewer: Viewer | null, { personId }: Pick<KnownMentor, 'personId'>) => isMentor(viewer, personId),
}
