import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create function are_anchors(anchors jsonb) returns boolean language sql immutable parallel safe as $$
      select jsonb_typeof(anchors) = 'object' and not exists (
        select from jsonb_each(anchors) as each (score, words)
        where score !~ '^[0-5]$' or not public.is_multilingual(words)
      )
    $$;

    create table methodology_versions (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      family        text not null check (family ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      edition       integer not null check (edition >= 1),
      state         text not null default 'draft' check (state in ('draft', 'published', 'retired')),
      title         multilingual not null,
      introduction  multilingual,
      least_score   smallint not null default 0 check (least_score between 0 and 5),
      most_score    smallint not null default 5 check (most_score between 0 and 5),
      created_at    timestamptz not null default portal_now(),
      published_by  uuid references people,
      published_at  timestamptz,
      retired_at    timestamptz,
      constraint methodology_versions_edition unique (family, edition),
      constraint methodology_versions_of_family unique (id, family),
      constraint methodology_versions_scores_in_order check (least_score < most_score),
      constraint methodology_versions_published_then check ((published_at is null) = (state = 'draft')),
      constraint methodology_versions_retired_then check ((retired_at is null) = (state <> 'retired'))
    );
    create unique index methodology_versions_one_draft on methodology_versions (family) where state = 'draft';
    create unique index methodology_versions_one_published on methodology_versions (family) where state = 'published';

    create table methodology_sections (
      id                      uuid primary key default gen_random_uuid(),
      version                 integer not null default 1,
      methodology_version_id  uuid not null references methodology_versions on delete cascade,
      position                integer not null,
      code                    text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
      title                   multilingual not null,
      guidance                multilingual,
      constraint methodology_sections_code unique (methodology_version_id, code),
      constraint methodology_sections_of_version unique (id, methodology_version_id)
    );

    create table methodology_criteria (
      id                      uuid primary key default gen_random_uuid(),
      version                 integer not null default 1,
      methodology_version_id  uuid not null references methodology_versions on delete cascade,
      section_id              uuid not null,
      position                integer not null,
      code                    text not null check (code ~ '^[a-z][a-z0-9_]{0,39}([.][a-z0-9][a-z0-9_]{0,39}){0,1}$'),
      kind                    text not null check (kind in ('score', 'text', 'number', 'yesno', 'choice')),
      question                multilingual not null,
      unit                    multilingual,
      weight                  smallint not null default 0 check (weight between 0 and 100),
      anchors                 jsonb not null default '{}' check (are_anchors(anchors)),
      choices                 jsonb not null default '[]' check (jsonb_typeof(choices) = 'array' and jsonb_array_length(choices) <= 20),
      yes_score               smallint check (yes_score between 0 and 5),
      no_score                smallint check (no_score between 0 and 5),
      guidance                multilingual,
      evidence                multilingual,
      evidence_required       boolean not null default false,
      visibility              text not null default 'community' check (visibility in ('public', 'community', 'staff')),
      constraint methodology_criteria_code unique (methodology_version_id, code),
      constraint methodology_criteria_section foreign key (section_id, methodology_version_id)
        references methodology_sections (id, methodology_version_id) on delete cascade,
      constraint methodology_criteria_yes_and_no_score check ((yes_score is null) = (no_score is null)),
      constraint methodology_criteria_anchors_of_scores check (kind = 'score' or anchors = '{}'),
      constraint methodology_criteria_choices_of_choice check (kind = 'choice' or choices = '[]'),
      constraint methodology_criteria_yes_of_yesno check (kind = 'yesno' or yes_score is null),
      constraint methodology_criteria_unit_of_number check (kind = 'number' or unit is null)
    );
    create index methodology_criteria_section on methodology_criteria (section_id, methodology_version_id, position);

    -- What was published stays as it was read; it can only be retired.
    create function keep_methodology() returns trigger language plpgsql as $$
      begin
        if old.state <> 'draft' and (tg_op = 'DELETE' or new.state = 'draft' or old.state = 'retired'
          or to_jsonb(new) - array['version', 'state', 'retired_at'] <> to_jsonb(old) - array['version', 'state', 'retired_at']) then
          raise exception 'a published methodology is never changed'
            using errcode = 'restrict_violation', constraint = 'methodology_versions_are_immutable';
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger methodology_versions_are_immutable before update or delete on methodology_versions
      for each row execute function keep_methodology();

    -- The lock makes whoever writes wait for whoever publishes, so that nothing slips in beside.
    create function refuse_unless_draft(methodology uuid) returns void language plpgsql as $$
      begin
        perform from methodology_versions where id = methodology for share;
        if exists (select from methodology_versions where id = methodology and state <> 'draft') then
          raise exception 'a published methodology is never changed'
            using errcode = 'restrict_violation', constraint = 'methodology_versions_are_immutable';
        end if;
      end
    $$;

    create function keep_methodology_part() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          perform refuse_unless_draft(old.methodology_version_id);
        end if;
        if tg_op <> 'DELETE' then
          perform refuse_unless_draft(new.methodology_version_id);
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger methodology_sections_are_immutable before insert or update or delete on methodology_sections
      for each row execute function keep_methodology_part();
    create trigger methodology_criteria_are_immutable before insert or update or delete on methodology_criteria
      for each row execute function keep_methodology_part();
    create trigger methodology_versions_are_kept before truncate on methodology_versions
      for each statement execute function refuse_change();
    create trigger methodology_sections_are_kept before truncate on methodology_sections
      for each statement execute function refuse_change();
    create trigger methodology_criteria_are_kept before truncate on methodology_criteria
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table methodology_criteria, methodology_sections, methodology_versions;
    drop function keep_methodology_part, refuse_unless_draft, keep_methodology, are_anchors;
  `)
