import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table plans (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      parish_id      uuid not null unique references parishes,
      state          text not null check (state in ('draft', 'submitted', 'returned', 'approved')),
      submitted_by   uuid references people,
      submitted_at   timestamptz,
      decided_by     uuid references people,
      decided_at     timestamptz,
      decision_note  multilingual,
      constraint plans_submission_has_a_submitter check ((submitted_by is null) = (submitted_at is null)),
      constraint plans_decision_has_a_decider check ((decided_by is null) = (decided_at is null)),
      constraint plans_submitted_by_somebody check (state = 'draft' or submitted_by is not null),
      constraint plans_decided_by_another check (decided_by <> submitted_by),
      constraint plans_returned_with_a_note check (state <> 'returned' or decision_note is not null)
    );
    create index plans_state on plans (state);
    -- What somebody has to act on is few, however many plans there are.
    create index plans_waiting on plans (submitted_at) where state in ('submitted', 'returned');

    create table plan_sections (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      plan_id        uuid not null references plans,
      section        text not null check (section in ('initiatives', 'target-groups', 'resources', 'actions', 'finance', 'investments', 'cooperation', 'jobs')),
      initiative_id  uuid references initiatives,
      saved_at       timestamptz,
      saved_by       uuid references people,
      constraint plan_sections_once unique nulls not distinct (plan_id, section, initiative_id)
    );
    create index plan_sections_initiative on plan_sections (initiative_id) where initiative_id is not null;

    create table target_groups (
      id             uuid primary key default gen_random_uuid(),
      initiative_id  uuid not null references initiatives,
      position       integer not null,
      who            multilingual,
      size           integer check (size >= 0),
      gain           multilingual
    );
    create index target_groups_initiative on target_groups (initiative_id, position);

    create table resource_uses (
      id             uuid primary key default gen_random_uuid(),
      resource_id    uuid not null references resources on delete cascade,
      initiative_id  uuid not null references initiatives,
      position       integer not null default 0,
      what_for       multilingual,
      contribution   text check (contribution in ('cash', 'in_kind', 'volunteer_hours', 'free_use')),
      quantity       numeric(8, 2) check (quantity >= 0),
      unit           text not null default ''
    );
    create index resource_uses_initiative on resource_uses (initiative_id, position);
    create index resource_uses_resource on resource_uses (resource_id);

    create table initiative_actions (
      id             uuid primary key default gen_random_uuid(),
      initiative_id  uuid not null references initiatives,
      position       integer not null,
      what           multilingual,
      who            text not null default '',
      from_month     text check (from_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      to_month       text check (to_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      deliverable    multilingual,
      constraint initiative_actions_months_in_order check (from_month <= to_month)
    );
    create index initiative_actions_initiative on initiative_actions (initiative_id, position);

    create table finance_lines (
      id                 uuid primary key default gen_random_uuid(),
      initiative_id      uuid not null references initiatives,
      position           integer not null,
      kind               text check (kind in ('cost', 'income', 'investment')),
      month              text check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      category           text check (category in ('staff', 'services', 'rent', 'materials', 'equipment', 'travel', 'marketing', 'building', 'fees', 'sales', 'other')),
      what               multilingual,
      unit               text,
      quantity           numeric(8, 2) check (quantity >= 0),
      unit_price         bigint check (unit_price between 0 and 99999999999),
      vat                text check (vat in ('gross', 'net', 'exempt')),
      amount             bigint generated always as (coalesce(round(quantity * unit_price), 0)::bigint) stored,
      from_erdf          bigint not null default 0 check (from_erdf >= 0),
      from_partner       bigint not null default 0 check (from_partner >= 0),
      from_municipality  bigint not null default 0 check (from_municipality >= 0),
      from_community     bigint not null default 0 check (from_community >= 0),
      from_in_kind       bigint not null default 0 check (from_in_kind >= 0),
      from_revenue       bigint not null default 0 check (from_revenue >= 0),
      from_other         bigint not null default 0 check (from_other >= 0),
      constraint finance_lines_amount_in_range check (amount <= 99999999999)
    );
    create index finance_lines_initiative on finance_lines (initiative_id, position);

    create table investments (
      id             uuid primary key default gen_random_uuid(),
      parish_id      uuid not null references parishes,
      initiative_id  uuid references initiatives,
      position       integer not null,
      what           multilingual,
      why            multilingual,
      cost           bigint check (cost between 0 and 99999999999),
      priority       text check (priority in ('must', 'should', 'could')),
      keeper         multilingual
    );
    create index investments_parish on investments (parish_id, position);
    create index investments_initiative on investments (initiative_id);

    create table cooperations (
      id                  uuid primary key default gen_random_uuid(),
      parish_id           uuid not null references parishes,
      initiative_id       uuid references initiatives,
      position            integer not null,
      kind                text check (kind in ('none', 'premises', 'co_funding', 'service_contract', 'delegated_service', 'memorandum')),
      reason              multilingual,
      municipality_gives  multilingual,
      community_gives     multilingual,
      contact             text,
      from_day            date,
      to_day              date,
      signed_on           date,
      constraint cooperations_days_in_order check (from_day <= to_day)
    );
    create index cooperations_parish on cooperations (parish_id, position);
    create index cooperations_initiative on cooperations (initiative_id);

    create table planned_jobs (
      id             uuid primary key default gen_random_uuid(),
      parish_id      uuid not null references parishes,
      initiative_id  uuid references initiatives,
      position       integer not null,
      kind           text check (kind in ('paid_full', 'part_time', 'seasonal', 'self_employed', 'volunteer', 'expected')),
      fte            integer check (fte between 0 and 10000),
      starts_on      date,
      who            multilingual
    );
    create index planned_jobs_parish on planned_jobs (parish_id, position);
    create index planned_jobs_initiative on planned_jobs (initiative_id);

    create function check_plan_balances() returns trigger language plpgsql as $$
      begin
        if exists (
          select from finance_lines join initiatives on initiatives.id = finance_lines.initiative_id
          where initiatives.parish_id = new.parish_id and initiatives.state not in ('idea', 'dropped')
            and amount <> from_erdf + from_partner + from_municipality + from_community + from_in_kind + from_revenue + from_other
        ) then
          raise exception 'the sources of every line must equal its amount'
            using errcode = 'check_violation', constraint = 'plans_lines_balance';
        end if;
        return new;
      end
    $$;
    create trigger plans_lines_balance before update of state on plans
      for each row when (new.state in ('submitted', 'approved')) execute function check_plan_balances();

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

    create table plan_versions (
      id             uuid primary key default gen_random_uuid(),
      plan_id        uuid not null references plans,
      -- Versions from before submissions were kept have none.
      submission_id  uuid references plan_submissions,
      number         integer not null check (number >= 1),
      snapshot       jsonb not null,
      sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      submitted_by   uuid not null references people,
      submitted_at   timestamptz not null,
      approved_by    uuid not null references people,
      approved_at    timestamptz not null,
      superseded_at  timestamptz,
      constraint plan_versions_number unique (plan_id, number),
      constraint plan_versions_approved_by_another check (approved_by <> submitted_by)
    );
    create unique index plan_versions_one_in_force on plan_versions (plan_id) where superseded_at is null;
    create unique index plan_versions_submission on plan_versions (submission_id);
    create index plan_versions_latest on plan_versions (approved_at desc, plan_id) where superseded_at is null;

    create function keep_plan_version() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or old.superseded_at is not null
          or to_jsonb(new) - 'superseded_at' <> to_jsonb(old) - 'superseded_at' then
          raise exception 'an approved plan is never changed' using errcode = 'restrict_violation';
        end if;
        return new;
      end
    $$;
    create trigger plan_versions_are_immutable before update or delete on plan_versions
      for each row execute function keep_plan_version();
    create trigger plan_versions_are_kept before truncate on plan_versions
      for each statement execute function refuse_change();

    -- What is approved is what was submitted, to the letter.
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

    alter table initiatives add constraint initiatives_copied_version_id_fkey
      foreign key (copied_version_id) references plan_versions;

    create table published_initiatives (
      initiative_id    uuid primary key references initiatives,
      plan_version_id  uuid not null references plan_versions,
      category         text not null,
      content          jsonb not null
    );
    create index published_initiatives_version on published_initiatives (plan_version_id);
    create index published_initiatives_category on published_initiatives (category);

    create function list_published() returns trigger language plpgsql as $$
      begin
        with locked as (
          select initiative_id from initiative_listings where initiative_id in (select come.initiative_id from come)
          order by initiative_id for update
        )
        update initiative_listings as listed
          set (published, public_title, public_category) = (true, content -> 'title', come.category)
          from locked join come using (initiative_id) where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;

    create function unlist_published() returns trigger language plpgsql as $$
      begin
        with locked as (
          select initiative_id from initiative_listings where initiative_id in (select gone.initiative_id from gone)
          order by initiative_id for update
        )
        update initiative_listings as listed set (published, public_title, public_category) = (false, null, null)
          from locked where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;
    create trigger published_initiatives_listed after insert on published_initiatives
      referencing new table as come for each statement execute function list_published();
    create trigger published_initiatives_relisted after update on published_initiatives
      referencing new table as come for each statement execute function list_published();
    create trigger published_initiatives_unlisted after delete on published_initiatives
      referencing old table as gone for each statement execute function unlist_published();

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
      written_at     timestamptz not null default portal_now(),
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
    alter table initiatives drop constraint initiatives_copied_version_id_fkey;
    drop table plan_comments, plan_conditions, plan_notes, plan_outcomes, published_initiatives, plan_versions,
      plan_submissions, planned_jobs, cooperations, investments, finance_lines, initiative_actions,
      resource_uses, target_groups, plan_sections, plans;
    drop function keep_condition, unlist_published, list_published, match_submission, keep_plan_version,
      check_plan_balances;
  `)
