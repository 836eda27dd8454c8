import type { Topic } from '#modules/advice/sessions/session.ts'
import type { Db } from '#platform/db/connection.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { KnownMentor, Mentor, SpokenLanguage } from './mentor.ts'

/** A mentor with their photo. */
export interface MentorWithPhoto extends Mentor {
  photo: StoredFile | null
}

/** Somebody who is or was a mentor, with what they told of themselves, if they did. */
export interface MentorWithProfile extends KnownMentor {
  profile: MentorWithPhoto | null
}

/** A mentor with the parishes they are assigned to today. */
export interface MentorOfParishes extends MentorWithPhoto {
  parishes: { slug: string; names: Multilingual }[]
}

const parishes = `(select coalesce(json_agg(json_build_object('slug', parishes.slug, 'names', parishes.names)), '[]')
  from role_assignments join parishes on parishes.id = role_assignments.parish_id
  where role_assignments.person_id = mentors.person_id and role = 'mentor' and ?::date between from_day and coalesce(to_day, 'infinity')
) as parishes`

const profiles = (db: Db) =>
  db('mentors')
    .join('people', 'people.id', 'mentors.personId')
    .leftJoin('files', 'files.id', 'photoId')
    .select('mentors.*', 'people.name')
    .select(db.raw('published_at is not null as published, to_jsonb(files) as photo'))

type Stored<T extends MentorWithPhoto> = Omit<T, 'photo'> & { photo: Record<string, unknown> | null }

const withPhoto = <T extends MentorWithPhoto>({ photo, ...mentor }: Stored<T>): T =>
  ({ ...mentor, photo: photo ? (rowsFromJson<StoredFile>([photo])[0] ?? null) : null }) as T

/** `may.seeInPublic`, said in SQL: published, and assigned somewhere on this day. */
const inPublic = (db: Db, today: Day) =>
  profiles(db)
    .select(db.raw(parishes, [today]))
    .whereNotNull('publishedAt')
    .whereNull('people.deactivatedAt')
    .whereNull('people.restrictedAt')
    .whereExists(
      db('roleAssignments')
        .whereRaw('role_assignments.person_id = mentors.person_id')
        .where({ role: 'mentor' })
        .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [today])
        .select(db.raw('1')),
    )

export interface MentorFilter {
  expertise: Topic | null
  speaks: SpokenLanguage | null
}

/** The mentors on the public page. */
export async function listPublicMentors(db: Db, today: Day, filter: MentorFilter): Promise<MentorOfParishes[]> {
  const query = inPublic(db, today).orderBy('people.name')
  if (filter.expertise) query.whereRaw('? = any(expertise)', [filter.expertise])
  if (filter.speaks) query.whereRaw('? = any(speaks)', [filter.speaks])
  return ((await query) as Stored<MentorOfParishes>[]).map(withPhoto)
}

export async function findPublicMentor(db: Db, today: Day, slug: string): Promise<MentorOfParishes | undefined> {
  const row = (await inPublic(db, today).where({ 'mentors.slug': slug }).first()) as
    Stored<MentorOfParishes> | undefined
  return row && withPhoto(row)
}

const territoriesOf = `(select coalesce(array_agg(distinct parishes.territory_id), '{}')
  from role_assignments join parishes on parishes.id = role_assignments.parish_id
  where role_assignments.person_id = people.id and role = 'mentor' and coalesce(to_day, 'infinity') >= ?::date) as territory_ids`

/** Somebody who is or was a mentor, or will be. */
export async function findKnownMentor(db: Db, personId: string, today: Day): Promise<MentorWithProfile | undefined> {
  if (!isUuid(personId)) return undefined
  const person = await db('people')
    .where({ 'people.id': personId })
    .whereExists(
      db('roleAssignments')
        .whereRaw('role_assignments.person_id = people.id')
        .where({ role: 'mentor' })
        .select(db.raw('1')),
    )
    .first<KnownMentor | undefined>('id as personId', 'name', db.raw(territoriesOf, [today]))
  if (!person) return undefined
  const profile = (await profiles(db).where({ personId }).first()) as Stored<MentorWithPhoto> | undefined
  return { ...person, profile: profile ? withPhoto(profile) : null }
}

/** Accounts that are or were mentors, are open and not restricted, to choose among for a new assignment. */
export const listKnownMentors = (db: Db): Promise<{ id: string; name: string }[]> =>
  db('people')
    .whereNull('deactivatedAt')
    .whereNull('restrictedAt')
    .whereIn('id', db('roleAssignments').where({ role: 'mentor' }).select('personId'))
    .orderBy('name')
    .select('id', 'name')

/** Slugs that begin like this one, so that a new one is another. */
export const listSlugsLike = async (db: Db, slug: string): Promise<string[]> => {
  const rows: { slug: string }[] = await db('mentors').whereLike('slug', `${slug}%`).select('slug')
  return rows.map((each) => each.slug)
}
