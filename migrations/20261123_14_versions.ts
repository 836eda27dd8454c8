import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table plan_submissions (
      id            uuid primary key default gen_random_uuid(),
      plan_id       uuid not null references plans,
      major         integer not null check (major >= 0),
      minor         integer not null check (minor >= 1),
      snapshot      jsonb not null,
      sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      submitted_by  uuid not null references people,
      submitted_at  timestamptz not null,
      constraint plan_submissions_number unique (plan_id, major, minor)
    );
    create trigger plan_submissions_are_immutable before update or delete or truncate on plan_submissions
      for each statement execute function refuse_change();

    create table plan_outcomes (
      submission_id  uuid primary key references plan_submissions,
      outcome        text not null check (outcome in ('withdrawn', 'returned', 'approved')),
      note           multilingual,
      decided_by     uuid not null references people,
      decided_at     timestamptz not null,
      constraint plan_outcomes_returned_with_a_note check (outcome <> 'returned' or note is not null)
    );
    create trigger plan_outcomes_are_immutable before update or delete or truncate on plan_outcomes
      for each statement execute function refuse_change();

    create table plan_notes (
      id             uuid primary key default gen_random_uuid(),
      submission_id  uuid not null references plan_submissions,
      section        text not null check (section ~ '^[a-z-]{1,40}$'),
      initiative_id  uuid references initiatives,
      note           multilingual not null,
      constraint plan_notes_once unique nulls not distinct (submission_id, section, initiative_id)
    );
    create index plan_notes_initiative on plan_notes (initiative_id) where initiative_id is not null;
    create trigger plan_notes_are_immutable before update or delete or truncate on plan_notes
      for each statement execute function refuse_change();

    alter table plan_versions add column submission_id uuid references plan_submissions;
    create unique index plan_versions_submission on plan_versions (submission_id);

    -- What is approved is what was submitted, to the letter. Versions from before submissions were kept have none.
    create function match_submission() returns trigger language plpgsql as $$
      begin
        if new.submission_id is not null and not exists (
          select from plan_submissions
          where id = new.submission_id and plan_id = new.plan_id and sha256 = new.sha256 and snapshot = new.snapshot
        ) then
          raise exception 'a plan is approved as it was submitted'
            using errcode = 'check_violation', constraint = 'plan_versions_as_submitted';
        end if;
        return new;
      end
    $$;
    create trigger plan_versions_as_submitted before insert on plan_versions
      for each row execute function match_submission();

    create table plan_conditions (
      id               uuid primary key default gen_random_uuid(),
      version          integer not null default 1,
      plan_version_id  uuid not null references plan_versions,
      position         integer not null,
      text             multilingual not null,
      due_on           date not null,
      met_by           uuid references people,
      met_at           timestamptz,
      met_note         multilingual,
      confirmed_by     uuid references people,
      confirmed_at     timestamptz,
      constraint plan_conditions_met_by_somebody check ((met_by is null) = (met_at is null)),
      constraint plan_conditions_met_with_a_note check ((met_at is null) = (met_note is null)),
      constraint plan_conditions_confirmed_by_somebody check ((confirmed_by is null) = (confirmed_at is null)),
      constraint plan_conditions_confirmed_once_met check (confirmed_at is null or met_at is not null),
      constraint plan_conditions_confirmed_by_another check (confirmed_by <> met_by)
    );
    create index plan_conditions_version on plan_conditions (plan_version_id, position);
    create index plan_conditions_open on plan_conditions (due_on) where confirmed_at is null;

    create function keep_condition() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE'
          or (new.id, new.plan_version_id, new.position, new.text::jsonb, new.due_on)
            is distinct from (old.id, old.plan_version_id, old.position, old.text::jsonb, old.due_on) then
          raise exception 'a condition of an approval is never changed' using errcode = 'restrict_violation';
        end if;
        return new;
      end
    $$;
    create trigger plan_conditions_are_kept before update or delete on plan_conditions
      for each row execute function keep_condition();
    create trigger plan_conditions_stay before truncate on plan_conditions
      for each statement execute function refuse_change();

    create table plan_comments (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      plan_id        uuid not null references plans,
      section        text not null check (section ~ '^[a-z-]{1,40}$'),
      initiative_id  uuid references initiatives,
      text           multilingual,
      written_by     uuid not null references people,
      written_at     timestamptz not null default now(),
      resolved_by    uuid references people,
      resolved_at    timestamptz,
      withdrawn_at   timestamptz,
      constraint plan_comments_resolved_by_somebody check ((resolved_by is null) = (resolved_at is null)),
      constraint plan_comments_withdrawn_without_text check ((withdrawn_at is null) = (text is not null))
    );
    create index plan_comments_plan on plan_comments (plan_id, section, written_at);
    create index plan_comments_initiative on plan_comments (initiative_id) where initiative_id is not null;
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table plan_comments, plan_conditions, plan_notes, plan_outcomes;
    drop trigger plan_versions_as_submitted on plan_versions;
    alter table plan_versions drop column submission_id;
    drop table plan_submissions;
    drop function keep_condition;
    drop function match_submission;
  `)
