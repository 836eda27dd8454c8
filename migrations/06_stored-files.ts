import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table files (
      id           uuid primary key default gen_random_uuid(),
      sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      bytes        integer not null check (bytes > 0),
      type         text not null check (type in ('jpeg', 'png', 'pdf', 'text', 'csv', 'docx', 'xlsx', 'odt', 'ods', 'asice')),
      name         text not null check (char_length(name) between 1 and 120 and name !~ '[/\\\\[:cntrl:]]'),
      alt          multilingual,
      width        integer check (width > 0),
      height       integer check (height > 0),
      -- Whether it does something by itself where it is opened; null while nobody has looked.
      active       boolean,
      uploaded_by  uuid references people,
      uploaded_at  timestamptz not null default now(),
      constraint files_pictures_have_a_size check ((width is null) = (height is null) and (width is null) = (type not in ('jpeg', 'png')))
    );
    create index files_sha256 on files (sha256);
    create index files_uploaded on files (uploaded_by, uploaded_at);

    -- What a record shows as its evidence stays what it was; only the words that describe a picture may change,
    -- and what nobody has looked for yet may be found.
    create function keep_file_as_it_is() returns trigger language plpgsql as $$
      begin
        if (old.sha256, old.bytes, old.type, old.name, old.width, old.height, old.uploaded_by, old.uploaded_at)
          is distinct from (new.sha256, new.bytes, new.type, new.name, new.width, new.height, new.uploaded_by, new.uploaded_at)
          or (old.active is not null and new.active is distinct from old.active)
        then
          raise exception 'a file that was kept does not change' using errcode = 'restrict_violation';
        end if;
        return new;
      end
    $$;
    create trigger files_stay before update on files for each row execute function keep_file_as_it_is();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table files;
    drop function keep_file_as_it_is;
  `)
