import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table initiatives (
      id                 uuid primary key default gen_random_uuid(),
      version            integer not null default 1,
      slug               text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      parish_id          uuid not null references parishes,
      state              text not null check (state in ('idea', 'drafting', 'proposed', 'approved', 'ready', 'launched', 'operating', 'paused', 'closed', 'dropped')),
      title              multilingual not null,
      category           text check (category in ('elderly_care', 'youth', 'leisure', 'culture', 'food', 'craft', 'events', 'music', 'tourism', 'nature', 'transport', 'repair', 'other')),
      summary            multilingual,
      description        multilingual,
      for_whom           multilingual,
      responsible        text,
      starts_on          date,
      place              multilingual,
      serves             text check (serves in ('residents', 'visitors', 'both')),
      provider           text check (provider in ('ngo', 'informal', 'company', 'sole_trader', 'municipality')),
      risks              multilingual,
      sustainability     multilingual,
      open_to_community  boolean not null default true,
      drop_reason        multilingual,
      pause_reason       multilingual,
      close_reason       multilingual,
      copied_from        uuid references initiatives,
      -- A version of a plan, whose file adds the reference.
      copied_version_id  uuid,
      proposed_by        uuid references people,
      created_at         timestamptz not null default portal_now(),
      updated_at         timestamptz not null default portal_now(),
      updated_by         uuid references people,
      constraint initiatives_dropped_for_a_reason check ((state = 'dropped') = (drop_reason is not null)),
      constraint initiatives_paused_for_a_reason check ((state = 'paused') = (pause_reason is not null)),
      constraint initiatives_closed_for_a_reason check ((state = 'closed') = (close_reason is not null)),
      constraint initiatives_copied_from_another check (copied_from <> id),
      constraint initiatives_copied_version_of_something check (copied_version_id is null or copied_from is not null)
    );
    create index initiatives_parish on initiatives (parish_id, state);
    create index initiatives_state on initiatives (state, category);
    create index initiatives_proposed_by on initiatives (proposed_by) where proposed_by is not null;
    create index initiatives_copied_from on initiatives (copied_from) where copied_from is not null;
    create index initiatives_copied_version on initiatives (copied_version_id) where copied_version_id is not null;
    create index initiatives_waiting on initiatives (state, created_at);

    create table readiness_items (
      id        uuid primary key default gen_random_uuid(),
      code      text not null unique check (code ~ '^[a-z_]+$'),
      position  integer not null,
      required  boolean not null default true
    );
    insert into readiness_items (code, position) values
      ('approved_plan', 1), ('balanced_sources', 2), ('responsible', 3), ('target_group', 4),
      ('cooperation', 5), ('design_advice', 6), ('start_day', 7), ('needs', 8);

    create table launches (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      initiative_id  uuid not null unique references initiatives,
      launched_on    date not null,
      proposed_by    uuid not null references people,
      proposed_at    timestamptz not null default portal_now(),
      confirmed_by   uuid references people,
      confirmed_at   timestamptz,
      return_note    multilingual,
      constraint launches_confirmation_has_a_confirmer check ((confirmed_by is null) = (confirmed_at is null)),
      constraint launches_confirmed_by_another check (confirmed_by <> proposed_by),
      constraint launches_confirmed_or_returned check (confirmed_by is null or return_note is null)
    );

    create table initiative_files (
      initiative_id  uuid not null references initiatives,
      file_id        uuid not null references files on delete restrict,
      kind           text not null check (kind in ('photo', 'document')),
      added_by       uuid references people,
      added_at       timestamptz not null default portal_clock(),
      primary key (initiative_id, file_id)
    );
    create index initiative_files_file on initiative_files (file_id);

    -- Initiatives are changed by many commands; here none of them can forget to keep what stood before.
    create function keep_revision() returns trigger language plpgsql as $$
      begin
        insert into revisions (subject_id, version, before, saved_by)
        values (
          old.id, old.version, jsonb_build_array(to_jsonb(old)),
          case when new.updated_at is distinct from old.updated_at then new.updated_by end
        );
        return null;
      end
    $$;
    create trigger initiatives_keep_revision after update of version on initiatives
      for each row when (old.version <> new.version) execute function keep_revision();

    create function check_initiative_transition() returns trigger language plpgsql as $$
      begin
        if (old.state, new.state) not in (
          ('idea', 'drafting'), ('drafting', 'proposed'), ('proposed', 'drafting'), ('proposed', 'approved'),
          ('approved', 'ready'), ('ready', 'launched'), ('launched', 'operating'), ('operating', 'paused'),
          ('paused', 'operating'), ('launched', 'closed'), ('operating', 'closed'), ('paused', 'closed'),
          ('idea', 'dropped'), ('drafting', 'dropped'), ('proposed', 'dropped'), ('approved', 'dropped'), ('ready', 'dropped')
        ) then
          raise exception 'an initiative does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'initiatives_transition';
        end if;
        if new.state = 'ready' and not exists (
          select from published_initiatives join plan_versions on plan_versions.id = plan_version_id
          where initiative_id = new.id and superseded_at is null
        ) then
          raise exception 'only an initiative of a plan in force is ready to launch'
            using errcode = 'check_violation', constraint = 'initiatives_ready_is_published';
        end if;
        if new.state = 'launched'
          and not exists (select from launches where initiative_id = new.id and confirmed_at is not null) then
          raise exception 'a launch is confirmed before it counts'
            using errcode = 'check_violation', constraint = 'initiatives_launch_is_confirmed';
        end if;
        return new;
      end
    $$;
    create trigger initiatives_transition before update of state on initiatives
      for each row when (old.state is distinct from new.state) execute function check_initiative_transition();

    -- The title that a reader of a language is shown: theirs if it is finished, else the original.
    create function shown_title(title jsonb, locale text) returns text language sql immutable
      return coalesce(
        case when not coalesce(jsonb_exists(title -> 'drafts', locale), false) then title ->> locale end,
        title ->> (title ->> 'source')
      );

    -- What lists of initiatives are sorted and filtered by: of the working row and of what is published, side by side.
    -- Each trigger writes only what comes from its own table, so that two who write at once cannot undo each other.
    create table initiative_listings (
      initiative_id    uuid primary key references initiatives on delete cascade,
      slug             text not null unique,
      parish_id        uuid not null,
      territory_id     uuid not null,
      state            text not null,
      published        boolean not null default false,
      own_title        jsonb not null,
      own_category     text,
      public_title     jsonb,
      public_category  text,
      title_lv         text collate "lv-x-icu" generated always as (shown_title(coalesce(public_title, own_title), 'lv')) stored,
      title_et         text collate "et-x-icu" generated always as (shown_title(coalesce(public_title, own_title), 'et')) stored,
      title_en         text collate "en-x-icu" generated always as (shown_title(coalesce(public_title, own_title), 'en')) stored,
      category         text generated always as (coalesce(public_category, own_category)) stored
    );
    create index initiative_listings_in_lv on initiative_listings (title_lv, slug)
      include (published, territory_id, category, state);
    create index initiative_listings_in_et on initiative_listings (title_et, slug)
      include (published, territory_id, category, state);
    create index initiative_listings_in_en on initiative_listings (title_en, slug)
      include (published, territory_id, category, state);
    create index initiative_listings_by_state on initiative_listings (published, state, category, territory_id);
    create index initiative_listings_by_territory on initiative_listings (published, territory_id, category);
    create index initiative_listings_by_category on initiative_listings (published, category);
    create index initiative_listings_by_parish on initiative_listings (parish_id) where not published;
    -- The addresses of a sitemap, in its order.
    create index initiative_listings_public on initiative_listings (slug) where published;

    create function count_listings_in() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, count(*) from come group by 1, 2, 3, 4;
        return null;
      end
    $$;

    create function count_listings_out() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, -count(*) from gone group by 1, 2, 3, 4;
        return null;
      end
    $$;

    create function count_listings_again() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, sum(n) from (
            select territory_id, category, state, published, -1 as n from gone
            union all select territory_id, category, state, published, 1 from come
          ) as moves group by 1, 2, 3, 4 having sum(n) <> 0;
        return null;
      end
    $$;
    create trigger initiative_listings_counted_in after insert on initiative_listings
      referencing new table as come for each statement execute function count_listings_in();
    create trigger initiative_listings_counted_out after delete on initiative_listings
      referencing old table as gone for each statement execute function count_listings_out();
    create trigger initiative_listings_counted_again after update on initiative_listings
      referencing old table as gone new table as come for each statement execute function count_listings_again();

    create function list_initiatives() returns trigger language plpgsql as $$
      begin
        -- Locked, so that a parish which moves to another territory meanwhile waits, and then finds these listed.
        with homes as (
          select id, territory_id from parishes where id in (select parish_id from come) order by id for share
        )
        insert into initiative_listings (initiative_id, slug, parish_id, territory_id, state, own_title, own_category)
          select come.id, come.slug, come.parish_id, homes.territory_id, come.state, come.title, come.category
          from come join homes on homes.id = come.parish_id;
        return null;
      end
    $$;

    -- Rows are locked in one order, whoever changes many of them at once. The territory is another trigger's matter, but
    -- where the parish is a new one.
    create function relist_initiatives() returns trigger language plpgsql as $$
      begin
        with homes as (
          select id, territory_id from parishes where id in (
            select come.parish_id from come join initiative_listings on initiative_id = come.id
            where initiative_listings.parish_id <> come.parish_id
          ) order by id for share
        ), locked as (
          select initiative_id from initiative_listings join come on come.id = initiative_id
          where (initiative_listings.slug, initiative_listings.parish_id, initiative_listings.state, own_title, own_category)
            is distinct from (come.slug, come.parish_id, come.state, come.title::jsonb, come.category)
          order by initiative_id for update of initiative_listings
        )
        update initiative_listings as listed
          set (slug, parish_id, territory_id, state, own_title, own_category)
            = (come.slug, come.parish_id, coalesce(homes.territory_id, listed.territory_id), come.state, come.title, come.category)
          from locked join come on come.id = locked.initiative_id left join homes on homes.id = come.parish_id
          where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;

    create function move_listings() returns trigger language plpgsql as $$
      begin
        update initiative_listings set territory_id = new.territory_id where parish_id = new.id;
        return null;
      end
    $$;
    create trigger initiatives_listed after insert on initiatives
      referencing new table as come for each statement execute function list_initiatives();
    create trigger initiatives_relisted after update on initiatives
      referencing new table as come for each statement execute function relist_initiatives();
    create trigger parishes_move_listings after update of territory_id on parishes
      for each row when (old.territory_id <> new.territory_id) execute function move_listings();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop trigger parishes_move_listings on parishes;
    drop table initiative_listings, initiative_files, launches, readiness_items, initiatives;
    drop function shown_title, move_listings, relist_initiatives, list_initiatives, count_listings_again, count_listings_out,
      count_listings_in, check_initiative_transition, keep_revision;
  `)
