import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table revisions (
      subject_id  uuid not null,
      version     integer not null,
      -- The rows as they stood before, and by the keys they were typed under the ids of those that were made.
      before      jsonb not null,
      created     jsonb not null default '{}',
      removed     integer not null default 0,
      saved_at    timestamptz not null default portal_now(),
      saved_by    uuid references people,
      constraint revisions_once primary key (subject_id, version)
    );
    create index revisions_saved_at on revisions (saved_at);

    create table autosaves (
      id         uuid primary key,
      person_id  uuid not null references people,
      subject    text not null check (subject ~ '^[a-z_]+(:[a-z0-9-]+)*$' and length(subject) <= 200),
      locale     text not null check (locale in ('lv', 'et', 'en')),
      fields     jsonb not null,
      begun_at   timestamptz not null default portal_now(),
      saved_at   timestamptz not null default portal_now()
    );
    create index autosaves_person on autosaves (person_id, subject, locale);
    create index autosaves_saved_at on autosaves (saved_at);

    create table form_presences (
      subject    text not null check (subject ~ '^[a-z_]+(:[a-z0-9-]+)*$' and length(subject) <= 200),
      person_id  uuid not null references people,
      since      timestamptz not null default portal_now(),
      seen_at    timestamptz not null default portal_now(),
      primary key (subject, person_id)
    );
    create index form_presences_person on form_presences (person_id);
    create index form_presences_seen_at on form_presences (seen_at);
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table form_presences, autosaves, revisions;')
